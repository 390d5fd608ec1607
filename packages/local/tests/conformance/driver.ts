/**
 * The engine behind a line protocol: one JSON request a line on stdin, one JSON answer a line on stdout.
 * `../shared/conformance/README.md` (beside the repository) describes the protocol and the recordings that speak it.
 */
import { createInterface } from 'node:readline';
import { kinds } from './driver/kinds.ts';
import type { Request } from './driver/protocol.ts';
import { loadTools } from './driver/tools.ts';

const tools = await loadTools();
if (tools === undefined) {
  console.error('conformance: ../shared/conformance is not there, so there is nothing to replay');
  process.exit(2);
}

const answer = (id: string, body: object): void => {
  process.stdout.write(`${JSON.stringify({ id, ...body })}\n`);
};

async function handle(line: string, tools: Awaited<ReturnType<typeof loadTools>>): Promise<void> {
  const request: Request = JSON.parse(line);
  const kind = kinds[request.kind];
  if (kind === undefined || tools === undefined) return answer(request.id, { unsupported: `kind ${request.kind}` });
  try {
    answer(request.id, await kind(request, tools));
  } catch (error) {
    answer(request.id, { unsupported: error instanceof Error ? error.message : String(error) });
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  if (line.trim() !== '') void handle(line, tools);
}
