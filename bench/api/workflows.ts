import { performance } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import {
  CreateStateMachineCommand,
  DescribeStateMachineCommand,
  ListStateMachinesCommand,
  SFNClient,
} from '@aws-sdk/client-sfn';
import { type SignedCall, signedCalls } from './signed-calls.ts';

/** The ways to run a workflow: started and asked after until it succeeded, or awaited in one call. */
export const wayNames = ['start', 'sync'] as const;
export type WayName = (typeof wayNames)[number];

const AT_ONCE = 16;
/** A client asks again after one millisecond, then two, four and so on. */
const LONGEST_PAUSE_MS = 16;

const definition = JSON.stringify({
  QueryLanguage: 'JSONata',
  StartAt: 'Measure',
  States: {
    Measure: { Type: 'Pass', Output: { area: '{% $states.input.width * $states.input.height %}' }, Next: 'Judge' },
    Judge: { Type: 'Choice', Choices: [{ Condition: '{% $states.input.area > 0 %}', Next: 'Done' }] },
    Done: { Type: 'Succeed' },
  },
});

const input = JSON.stringify({ width: 30, height: 45 });

export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** Three-state workflows of an endpoint, a Standard and an Express one. */
export interface Workflows {
  /** Milliseconds that each of so many executions took, sixteen at once; and how many there were a second. */
  run(way: WayName, executions: number): Promise<{ readonly perSecond: number; readonly tookMs: readonly number[] }>;
  close(): void;
}

export async function openWorkflows(endpoint: string, credentials: Keys): Promise<Workflows> {
  const client = new SFNClient({ endpoint, credentials, region: 'us-east-1', maxAttempts: 1, disableHostPrefix: true });
  const roleArn = await anyRole(client);
  const create = async (name: string, type: 'STANDARD' | 'EXPRESS') => {
    const made = await client.send(new CreateStateMachineCommand({ name, type, definition, roleArn }));
    return made.stateMachineArn;
  };
  const [standard, express] = [await create('bench-standard', 'STANDARD'), await create('bench-express', 'EXPRESS')];
  client.destroy();
  const { call, close } = signedCalls(endpoint, credentials);
  const ways: Readonly<Record<WayName, () => Promise<void>>> = {
    start: () => started(call, standard),
    sync: () => awaited(call, express),
  };
  return { run: (way, executions) => sixteenAtOnce(executions, ways[way]), close };
}

/** One that Step Functions may assume: that of a workflow which is there already. */
async function anyRole(client: SFNClient): Promise<string> {
  const { stateMachines = [] } = await client.send(new ListStateMachinesCommand({}));
  const [first] = stateMachines;
  if (!first) return 'arn:aws:iam::000000000000:role/bench';
  const { roleArn } = await client.send(new DescribeStateMachineCommand({ stateMachineArn: first.stateMachineArn }));
  return roleArn ?? '';
}

async function started(call: SignedCall, stateMachineArn: string | undefined): Promise<void> {
  const { executionArn } = await call('StartExecution', { stateMachineArn, input });
  for (let pause = 1; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    const { status } = await call('DescribeExecution', { executionArn });
    if (status === 'SUCCEEDED') return;
    if (status !== 'RUNNING') throw new Error(`An execution ended ${status}.`);
    await setTimeout(pause);
  }
}

async function awaited(call: SignedCall, stateMachineArn: string | undefined): Promise<void> {
  const { status } = await call('StartSyncExecution', { stateMachineArn, input });
  if (status !== 'SUCCEEDED') throw new Error(`An execution ended ${status}.`);
}

async function sixteenAtOnce(count: number, run: () => Promise<void>) {
  const tookMs: number[] = [];
  let begun = 0;
  const worker = async () => {
    while (begun < count) {
      begun += 1;
      const start = performance.now();
      await run();
      tookMs.push(performance.now() - start);
    }
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return { perSecond: (count * 1000) / (performance.now() - start), tookMs };
}
