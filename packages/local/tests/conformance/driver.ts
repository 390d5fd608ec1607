import { createInterface } from 'node:readline';
import { runCommand } from '#local/cli/command.ts';
import { kinds } from './driver/kinds.ts';
import type { Request } from './driver/protocol.ts';
import { loadTools } from './driver/tools.ts';

type Tools = NonNullable<Awaited<ReturnType<typeof loadTools>>>;

await runCommand({
  help: `npm run --silent conformance:driver
The engine behind a line protocol: one JSON request a line on stdin, one JSON answer a line on stdout.
../shared/conformance/README.md (beside the repository) describes the protocol and the recordings that speak it.
`,
  options: {},
  async run() {
    const tools = await loadTools();
    if (tools === undefined) throw new Error('../shared/conformance is not there, so there is nothing to replay.');
    for await (const line of createInterface({ input: process.stdin })) {
      if (line.trim() !== '') void handle(line, tools);
    }
    return 0;
  },
});

async function handle(line: string, tools: Tools): Promise<void> {
  const request: Request = JSON.parse(line);
  const kind = kinds[request.kind];
  if (kind === undefined) return answer(request.id, { unsupported: `kind ${request.kind}` });
  try {
    answer(request.id, await kind(request, tools));
  } catch (error) {
    answer(request.id, { unsupported: error instanceof Error ? error.message : String(error) });
  }
}

function answer(id: string, body: object): void {
  process.stdout.write(`${JSON.stringify({ id, ...body })}\n`);
}
