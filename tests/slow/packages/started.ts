import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import {
  DescribeExecutionCommand,
  ListStateMachinesCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';

/** A service that `safelight` runs, in a process of its own. */
export interface Started {
  /** What its workflow answers. */
  greeting(name: string): Promise<unknown>;
  stop(): Promise<void>;
}

/** Starts the program of the installed package on a folder, and resolves once it says that it is ready. */
export async function startInstalled(program: string, folder: string): Promise<Started> {
  const child = spawn(process.execPath, [program, folder, '--port', '0'], { stdio: ['ignore', 'pipe', 'pipe'] });
  const told: string[] = [];
  child.stderr.on('data', (chunk) => told.push(String(chunk)));
  const exported = await readyLines(child, told);
  const states = new SFNClient({
    endpoint: exported.AWS_ENDPOINT_URL ?? '',
    region: exported.AWS_REGION ?? '',
    credentials: {
      accessKeyId: exported.AWS_ACCESS_KEY_ID ?? '',
      secretAccessKey: exported.AWS_SECRET_ACCESS_KEY ?? '',
    },
  });
  return {
    greeting: (name) => run(states, { name }),
    async stop() {
      states.destroy();
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

/** What stands in the `export` lines before `ready`. Rejects with what it said when it ends before. */
async function readyLines(child: ChildProcess, told: readonly string[]): Promise<Readonly<Record<string, string>>> {
  const exported: Record<string, string> = {};
  if (child.stdout === null) throw new Error('no output');
  for await (const line of createInterface({ input: child.stdout })) {
    const [, name, value] = /^export (\w+)=(.*)$/.exec(line) ?? [];
    if (name !== undefined && value !== undefined) exported[name] = value;
    if (line.startsWith('ready ')) return exported;
  }
  throw new Error(`safelight has ended: ${told.join('')}`);
}

async function run(states: SFNClient, input: object): Promise<unknown> {
  const { stateMachines = [] } = await states.send(new ListStateMachinesCommand({}));
  const { stateMachineArn } = stateMachines[0] ?? {};
  const { executionArn } = await states.send(
    new StartExecutionCommand({ stateMachineArn, input: JSON.stringify(input) }),
  );
  for (;;) {
    const { status, output, error, cause } = await states.send(new DescribeExecutionCommand({ executionArn }));
    if (status === 'SUCCEEDED') return JSON.parse(output ?? 'null');
    if (status !== 'RUNNING') throw new Error(`${status}: ${error} ${cause}`);
  }
}
