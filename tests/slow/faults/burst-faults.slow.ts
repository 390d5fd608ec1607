import { setTimeout } from 'node:timers/promises';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { GetExecutionHistoryCommand, type HistoryEvent, ListExecutionsCommand } from '@aws-sdk/client-sfn';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { seededRandom } from '@safelight/asl/testing/mock-ports';
import { parseFault } from '@safelight/local/faults/fault';
import { afterEach, describe, expect, it } from 'vitest';
import type { Lab } from '#lab/lab.ts';
import { scene } from '#tests/support/pictures.ts';
import { startSystem, type TestLab } from '#tests/support/system.ts';

const PHOTOS = 20;
const THROTTLED = 'Lambda.TooManyRequestsException';

let system: TestLab | undefined;
afterEach(() => system?.close());

async function uploadAtOnce({ s3, names }: Lab): Promise<readonly string[]> {
  const keys = Array.from({ length: PHOTOS }, (_, index) => `burst/${index}.png`);
  const Body = await scene(60, 40).png().toBuffer();
  await Promise.all(keys.map((Key) => s3.send(new PutObjectCommand({ Bucket: names.sourceBucket, Key, Body }))));
  return keys;
}

/** Resolves when all executions have ended, with their histories. */
async function histories({ states, names }: Lab): Promise<readonly (readonly HistoryEvent[])[]> {
  for (;;) {
    const list = new ListExecutionsCommand({ stateMachineArn: names.imageProcessing });
    const { executions = [] } = await states.send(list);
    if (executions.length >= PHOTOS && executions.every(({ status }) => status !== 'RUNNING')) {
      expect(executions.map(({ status }) => status)).toEqual(executions.map(() => 'SUCCEEDED'));
      const read = executions.map(({ executionArn }) =>
        states.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 1000 })),
      );
      return (await Promise.all(read)).map(({ events = [] }) => events);
    }
    await setTimeout(200);
  }
}

const isThrottle = ({ taskFailedEventDetails }: HistoryEvent) => taskFailedEventDetails?.error === THROTTLED;

describe('a burst of uploads against a Lambda that throttles', () => {
  it.each([
    ['as an account that may run two functions at once does', { concurrency: 2 }],
    ['three of ten invocations', { faults: [parseFault('lambda:*:throttle@0.3')], random: seededRandom(7) }],
  ])('%s: all are developed, and what was throttled was tried again', async (_, options) => {
    system = await startSystem(options);
    const lab = await system.lab();
    const keys = await uploadAtOnce(lab);
    const all = await histories(lab);
    const { Items = [] } = await lab.dynamodb.send(
      new ScanCommand({ TableName: lab.names.imagesTable, ConsistentRead: true }),
    );
    expect(Items.map(({ key, status }) => [key, status]).toSorted()).toEqual(
      keys.map((key) => [key, 'READY']).toSorted(),
    );
    const throttles = all.flat().filter(isThrottle);
    expect(throttles.length).toBeGreaterThan(0);
    expect(throttles[0]?.taskFailedEventDetails?.cause).toContain(
      'Rate Exceeded. (Service: AWSLambda; Status Code: 429',
    );
    // Every throttle is followed by another attempt at the same state, scheduled after the wait that its Retry asks for.
    for (const history of all)
      for (const { id } of history.filter(isThrottle))
        expect(history.find(({ previousEventId }) => previousEventId === id)?.type).toBe('TaskScheduled');
  });
});
