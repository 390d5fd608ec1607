import { GetExecutionHistoryCommand, type HistoryEvent, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { Random } from '@safelight/asl/identity';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { parseFault } from '#local/faults/fault.ts';
import type { TestSystem } from '#local/testing/start-system.ts';
import { SMALL_MACHINE, smallStack } from '#tests/support/small-stack.ts';
import { startSystem } from '#tests/support/system.ts';

const invoke = (FunctionName: string) => ({
  Resource: 'arn:aws:states:::lambda:invoke',
  Arguments: { FunctionName },
});

/** One task after the other, so that the draws of the faults come in this order. */
const TASKS = [
  {
    fault: 'lambda:nothing:error@0.5',
    task: invoke('nothing'),
    error: 'Runtime.ExitError',
    cause: /"errorType":"Runtime.ExitError"/,
  },
  {
    fault: 'lambda:echo:throttle@0.5',
    task: invoke('echo'),
    error: 'Lambda.TooManyRequestsException',
    cause: /^Rate Exceeded\. \(Service: AWSLambda; Status Code: 429; /,
  },
  {
    fault: 's3:small:503@0.5',
    task: {
      Resource: 'arn:aws:states:::aws-sdk:s3:putObject',
      Arguments: { Bucket: 'small', Key: 'kept', Body: 'kept' },
    },
    error: 'S3.S3Exception',
    cause: /^Please reduce your request rate\. \(Service: S3, Status Code: 503, /,
  },
  {
    fault: 'dynamodb:PutItem:throttle@0.5',
    task: {
      Resource: 'arn:aws:states:::dynamodb:putItem',
      Arguments: { TableName: 'small', Item: { id: { S: 'kept' } } },
    },
    error: 'DynamoDB.ProvisionedThroughputExceededException',
    cause: /^The level of configured provisioned throughput for the table was exceeded\. .*Status Code: 400; /,
  },
];

const definition = {
  QueryLanguage: 'JSONata',
  StartAt: TASKS[0]?.fault,
  States: Object.fromEntries(
    TASKS.map(({ fault, task }, at) => {
      const Retry = [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 1, MaxAttempts: 1 }];
      const next = TASKS[at + 1]?.fault;
      return [fault, { Type: 'Task', ...task, Retry, ...(next === undefined ? { End: true } : { Next: next }) }];
    }),
  ),
};

/** Strikes at every other draw: the first attempt at each task, and not the second. */
function everyOther(): Random {
  let draws = 0;
  return { next: () => (draws++ % 2 === 0 ? 0 : 0.9) };
}

let system: TestSystem;
let events: readonly HistoryEvent[];

beforeAll(async () => {
  const faults = TASKS.map(({ fault }) => parseFault(fault));
  system = await startSystem({ template: smallStack(definition), faults, random: everyOther() });
  const states = new SFNClient({ ...system });
  const { executionArn } = await states.send(new StartExecutionCommand({ stateMachineArn: SMALL_MACHINE }));
  events = await vi.waitFor(
    async () => {
      const history = await states.send(new GetExecutionHistoryCommand({ executionArn }));
      expect(history.events?.at(-1)?.type).toMatch(/^Execution(Succeeded|Failed)$/);
      return history.events ?? [];
    },
    { timeout: 60_000, interval: 100 },
  );
});
afterAll(() => system.close());

/** What happened between the entry into a state and its exit. */
function within(state: string): readonly HistoryEvent[] {
  const entered = events.findIndex(({ stateEnteredEventDetails }) => stateEnteredEventDetails?.name === state);
  const exited = events.findIndex(({ stateExitedEventDetails }) => stateExitedEventDetails?.name === state);
  return events.slice(entered + 1, exited);
}

it.each(TASKS)('$fault: the history shows the attempt that failed, the next one, and its success', (row) => {
  const found = within(row.fault);
  expect(found.map(({ type }) => type)).toEqual([
    ...['TaskScheduled', 'TaskStarted', 'TaskFailed'],
    ...['TaskScheduled', 'TaskStarted', 'TaskSucceeded'],
  ]);
  expect(found[2]?.taskFailedEventDetails).toMatchObject({
    error: row.error,
    cause: expect.stringMatching(row.cause),
  });
});

it('the execution succeeds, and each strike is a line', () => {
  expect(events.at(-1)?.type).toBe('ExecutionSucceeded');
  expect(system.lines.map((line) => /^Fault: (\S+) strikes /.exec(line)?.[1])).toEqual(TASKS.map(({ fault }) => fault));
});
