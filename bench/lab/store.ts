import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import {
  CreateStateMachineCommand,
  GetExecutionHistoryCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { type RunningSystem, startSystem } from '#lab/running-lab.ts';
import { type Benchmark, count, type Progress } from '../benchmark.ts';
import { interleaved, median, seconds } from '../measure.ts';
import { FULL_QUEUE, fillStore, LONG_EXECUTION } from './fill-store.ts';
import { watchMemory } from './process-tree.ts';

const root = dirname(dirname(import.meta.dirname));
const FILL = { executions: 20_000, events: 24_000, messages: 100_000 };
/** Executions that go on behind the start. */
const RUNNING = 1_000;
/** After a start: what was running goes on behind it. */
const RECOVERED_MS = 5_000;
/** Of a history: the first and the last so many are compared. */
const PAGES = 10;

/**
 * What a database that has much in it costs: at the start, with and without executions that go on, for a page of a history, at the first
 * use of a queue.
 */
export const store: Benchmark = {
  name: 'store',
  summary: 'a start, a page of history and a queue, with much in the database',
  options: { repetitions: 'N   starts of each kind (5)' },
  async run(options, progress) {
    const repetitions = count(options, 'repetitions', 5);
    const folders = await mkdtemp(join(tmpdir(), 'darkroom-store-'));
    const [empty, full, busy] = [join(folders, 'empty'), join(folders, 'full'), join(folders, 'busy')] as const;
    try {
      for (const dataDir of [empty, full]) await timedStart(dataDir);
      await leaveRunning(busy, RUNNING);
      progress(`store: filling a folder with ${JSON.stringify(FILL)}`);
      for (const dataDir of [full, busy]) fillStore(dataDir, FILL, Date.now());
      const starts = await interleaved(repetitions, {
        empty: () => timedStart(empty),
        full: () => timedStart(full),
        busy: () => timedStart(busy),
      });
      const memory = await interleaved(repetitions, { full: () => memoryOf(full), busy: () => memoryOf(busy) });
      const system = await startSystem({ root, dataDir: full });
      const figures = await use(system, progress).finally(system.stop);
      return {
        figures: {
          startRatio: median(starts.full) / median(starts.empty),
          runningStartRatio: median(starts.busy) / median(starts.empty),
          recoveredMemoryRatio: median(memory.busy) / median(memory.full),
          ...figures,
        },
        targets: {
          startRatio: { atMost: 1.3 },
          runningStartRatio: { atMost: 2 },
          recoveredMemoryRatio: { atMost: 1.5 },
          latePageRatio: { atMost: 1.3 },
          queueFirstUseSeconds: { atMost: 1 },
        },
      };
    } finally {
      await rm(folders, { recursive: true, force: true });
    }
  },
};

async function timedStart(dataDir: string): Promise<number> {
  const system = await startSystem({ root, dataDir });
  await system.stop();
  return system.readySeconds;
}

/** Megabytes that a system has when what was running goes on. */
async function memoryOf(dataDir: string): Promise<number> {
  const system = await startSystem({ root, dataDir });
  const memory = watchMemory(system.pid);
  await setTimeout(RECOVERED_MS);
  const megabytes = memory.lastMb();
  memory.peakMb();
  await system.stop();
  return megabytes;
}

/** Executions that wait for a day, of a system that has stopped. */
async function leaveRunning(dataDir: string, count: number): Promise<void> {
  const { endpoint, credentials, stop } = await startSystem({ root, dataDir });
  const states = new SFNClient({ endpoint, credentials, region: 'us-east-1' });
  const wait = { StartAt: 'Wait', States: { Wait: { Type: 'Wait', Seconds: 86_400, End: true } } };
  const { stateMachineArn } = await states.send(
    new CreateStateMachineCommand({
      ...{ name: 'bench-waits', roleArn: 'arn:aws:iam::000000000000:role/bench', definition: JSON.stringify(wait) },
    }),
  );
  for (let started = 0; started < count; started += 1)
    await states.send(new StartExecutionCommand({ stateMachineArn, input: '{}' }));
  await stop();
}

async function use({ endpoint, credentials }: RunningSystem, progress: Progress) {
  const config = { endpoint, credentials, region: 'us-east-1' };
  const sqs = new SQSClient(config);
  const QueueUrl = `${endpoint}/000000000000/${FULL_QUEUE}`;
  const queueFirstUseSeconds = await seconds(() => sqs.send(new ReceiveMessageCommand({ QueueUrl })));
  progress('store: paging through a history');
  const states = new SFNClient(config);
  // Once to warm up.
  await timedPages(states);
  const pages = await timedPages(states);
  const latePageRatio = median(pages.slice(-PAGES)) / median(pages.slice(0, PAGES));
  return { latePageRatio, queueFirstUseSeconds };
}

/** Seconds for each page of a hundred events. */
async function timedPages(states: SFNClient): Promise<readonly number[]> {
  const pages: number[] = [];
  let nextToken: string | undefined;
  do {
    const page = new GetExecutionHistoryCommand({ executionArn: LONG_EXECUTION, maxResults: 100, nextToken });
    pages.push(
      await seconds(async () => {
        nextToken = (await states.send(page)).nextToken;
      }),
    );
  } while (nextToken !== undefined);
  return pages;
}
