import { CreateStateMachineCommand, DescribeExecutionCommand, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { StatesError } from '@safelight/asl/error';
import { expect, it, vi } from 'vitest';
import { currentTraceHeader } from '#local/metrics/tracing/current-trace.ts';
import type { SegmentSender } from '#local/metrics/tracing/tracing.ts';
import type { TaskCaller } from '#services/states/tasks/task-port.ts';
import { hostStates } from '#tests/integration/states/host.ts';

const ROOT = '1-6968d6c0-000000000000000000000001';
const PARENT = '53995c3f42cd8ad8';
const roleArn = 'arn:aws:iam::000000000000:role/workflow';

const task = (more: object = {}) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::dynamodb:putItem',
  Parameters: { TableName: 'images', Item: {} },
  End: true,
  ...more,
});
const definition = (States: object) => JSON.stringify({ StartAt: 'First', States });

/** Runs a machine, and answers what was sent of it: the last of each document, by its name. */
async function run(
  States: object,
  { enabled = true, samples = true, traceHeader }: { enabled?: boolean; samples?: boolean; traceHeader?: string } = {},
  answer: () => object = () => ({}),
  completion?: TaskCaller['completion'],
) {
  const sent: string[] = [];
  const senders: SegmentSender[] = [];
  const headers: (string | undefined)[] = [];
  await using host = await hostStates({
    ...(completion && { completion }),
    answer() {
      headers.push(currentTraceHeader());
      return answer() as never;
    },
    tracing: {
      samples: () => samples,
      send(sender, documents) {
        senders.push(sender);
        sent.push(...documents);
      },
    },
  });
  const tracingConfiguration = { enabled };
  const machine = { name: 'm', roleArn, definition: definition(States), tracingConfiguration };
  const { stateMachineArn } = await host.client.send(new CreateStateMachineCommand(machine));
  const { executionArn } = await host.client.send(new StartExecutionCommand({ stateMachineArn, traceHeader }));
  const described = await vi.waitFor(
    async () => {
      const now = await host.client.send(new DescribeExecutionCommand({ executionArn }));
      expect(now.status).not.toBe('RUNNING');
      return now;
    },
    { timeout: 20_000, interval: 5 },
  );
  const documents = sent.map((text) => JSON.parse(text));
  const byName = new Map(documents.map((one) => [one.name, one]));
  return { documents, byName, headers, senders, described };
}

it('an execution is a segment; its states, and the calls of its tasks, are subsegments', async () => {
  const traceHeader = `Root=${ROOT};Parent=${PARENT};Sampled=1`;
  const inner = { StartAt: 'Put: it?', States: { 'Put: it?': task() } };
  const { byName, documents, headers, senders, described } = await run(
    { First: { Type: 'Pass', Next: 'Both' }, Both: { Type: 'Parallel', Branches: [inner], End: true } },
    { traceHeader },
  );
  const [begun] = documents;
  const whole = byName.get('m');
  expect(begun).toMatchObject({ id: whole.id, in_progress: true });
  expect(whole).toMatchObject({
    ...{ trace_id: ROOT, parent_id: PARENT, origin: 'AWS::StepFunctions::StateMachine' },
    resource_arn: 'arn:aws:states:us-east-1:000000000000:stateMachine:m',
    aws: { execution_arn: described.executionArn },
  });
  expect(whole.end_time).toBeGreaterThanOrEqual(whole.start_time);
  const parents = { First: whole.id, Both: whole.id, 'Put: it_': byName.get('Both').id };
  for (const [name, parent_id] of Object.entries(parents)) {
    expect(byName.get(name)).toMatchObject({ type: 'subsegment', trace_id: ROOT, parent_id });
  }
  const call = byName.get('DynamoDB');
  expect(call).toMatchObject({
    ...{ namespace: 'aws', parent_id: byName.get('Put: it_').id },
    aws: { operation: 'PutItem', table_name: 'images' },
  });
  // What is called learns whose call it is.
  expect(headers).toEqual([`Root=${ROOT};Parent=${call.id};Sampled=1`]);
  expect(senders[0]).toMatchObject({ roleArn });
  expect(described.traceHeader).toBe(traceHeader);
});

it('a failure is on its call, its states and the segment', async () => {
  const { byName } = await run({ First: task() }, {}, () => {
    throw new StatesError('DynamoDB.InternalServerErrorException', 'no luck');
  });
  const cause = { exceptions: [{ type: 'DynamoDB.InternalServerErrorException', message: 'no luck' }] };
  for (const name of ['m', 'First', 'DynamoDB']) expect(byName.get(name)).toMatchObject({ fault: true, cause });
});

it('what a state took care of is on its call alone', async () => {
  const caught = {
    Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Second' }],
    Retry: [],
    Next: 'Second',
    End: undefined,
  };
  const { byName } = await run({ First: task(caught), Second: { Type: 'Succeed' } }, {}, () => {
    throw new StatesError('DynamoDB.ConditionalCheckFailedException', 'taken');
  });
  expect(byName.get('DynamoDB')).toMatchObject({ error: true });
  for (const name of ['m', 'First']) expect(byName.get(name)).not.toHaveProperty('fault');
});

const job = task({
  Resource: 'arn:aws:states:::states:startExecution.sync:2',
  Parameters: { StateMachineArn: 'arn:m' },
});

it('the call of a job lasts until the job has ended', async () => {
  let endOfJob = 0;
  const { byName, headers } = await run({ First: job }, {}, undefined, async (_, submitted) => {
    await new Promise((resolve) => setImmediate(resolve));
    endOfJob = Date.now();
    return submitted;
  });
  const call = byName.get('SFN');
  expect(call).toMatchObject({ aws: { operation: 'StartExecution', state_machine_arn: 'arn:m' } });
  expect(call.end_time).toBeGreaterThanOrEqual(endOfJob / 1000);
  expect(headers).toEqual([expect.stringContaining(`Parent=${call.id}`)]);
});

it('a job that fails is the fault of its call', async () => {
  const { documents, byName } = await run({ First: job }, {}, undefined, async () => {
    throw new StatesError('States.TaskFailed', 'the child failed');
  });
  expect(byName.get('SFN')).toMatchObject({ fault: true, cause: { exceptions: [{ message: 'the child failed' }] } });
  expect(documents.filter(({ name }) => name === 'SFN')).toHaveLength(1);
});

it.each([
  ['is recorded', 'the rules take it', { enabled: true }, 3, /^Root=1-.*;Sampled=1$/],
  ['is not recorded', 'the rules do not', { enabled: true, samples: false }, 0, /^Root=1-.*;Sampled=0$/],
  [
    'is recorded',
    'its caller has decided, though tracing is off',
    { enabled: false, traceHeader: `Root=${ROOT};Sampled=1` },
    3,
    ROOT,
  ],
  ['is not recorded', 'its caller has decided so', { traceHeader: `Root=${ROOT};Sampled=0` }, 0, ROOT],
  ['is not recorded', 'tracing is off', { enabled: false }, 0, undefined],
])('an execution %s where %s', async (_, __, how, count, header) => {
  const { documents, described } = await run({ First: { Type: 'Pass', End: true } }, how);
  expect(documents).toHaveLength(count);
  if (header === undefined) expect(described.traceHeader).toBeUndefined();
  else expect(described.traceHeader).toMatch(header);
});
