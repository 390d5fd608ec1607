import {
  DescribeExecutionCommand,
  DescribeMapRunCommand,
  ListExecutionsCommand,
  ListMapRunsCommand,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { StatesError } from '@safelight/asl/error';
import type { TaskCall } from '@safelight/asl/ports';
import { expect, it, vi } from 'vitest';
import { hostStates } from '#tests/integration/states/host.ts';
import {
  after,
  create,
  ended,
  isAt,
  lambda,
  never,
  only,
  PATIENCE,
  types,
} from '#tests/integration/states/restarting.ts';
import { keptFolder } from '#tests/support/kept-folder.ts';

const kept = keptFolder();

const each = (ExecutionType: 'STANDARD' | 'EXPRESS', more: object = {}) =>
  only({
    Type: 'Map',
    ItemProcessor: {
      ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType },
      StartAt: 'Work',
      States: { Work: { Type: 'Task', Resource: lambda, End: true } },
    },
    MaxConcurrency: 2,
    ...more,
  });

it.each(['STANDARD', 'EXPRESS'] as const)(
  'a map run goes on with its %s children, each of which ends once',
  async (type) => {
    const input = JSON.stringify(['a', 'stuck', 'b', 'bad', 'c']);
    const answer = ({ parameters }: TaskCall) => {
      if (parameters === 'bad') throw new StatesError('Bad');
      return parameters;
    };
    const first = await hostStates({
      ...kept,
      answer: (call) => (call.parameters === 'stuck' ? never() : answer(call)),
    });
    const stateMachineArn = await create(first.client, each(type, { ToleratedFailureCount: 1 }));
    const { executionArn = '' } = await first.client.send(new StartExecutionCommand({ stateMachineArn, input }));
    await vi.waitFor(
      () => expect(first.calls.map(({ parameters }) => parameters)).toEqual(['a', 'stuck', 'b', 'bad', 'c']),
      PATIENCE,
    );
    const { mapRuns } = await first.client.send(new ListMapRunsCommand({ executionArn }));
    await first.kill();

    await using second = await hostStates({ ...kept, answer });
    expect(await ended(second, executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '["a","stuck","b","c"]' });
    expect(second.calls.map(({ parameters }) => parameters)).toEqual(['stuck']);
    expect((await types(second, executionArn)).slice(2)).toEqual([
      'MapStateStarted',
      'MapRunStarted',
      'MapRunSucceeded',
      'MapStateSucceeded',
      'MapStateExited',
      'ExecutionSucceeded',
    ]);
    const [mapRun] = mapRuns ?? [];
    const described = await second.client.send(new DescribeMapRunCommand({ mapRunArn: mapRun?.mapRunArn }));
    expect(described).toMatchObject({
      status: 'SUCCEEDED',
      startDate: mapRun?.startDate,
      itemCounts: { total: 5, succeeded: 4, failed: 1, running: 0 },
    });
    if (type === 'EXPRESS') return;
    const children = await second.client.send(new ListExecutionsCommand({ mapRunArn: mapRun?.mapRunArn }));
    expect(children.executions?.map(({ status }) => status).sort()).toEqual(['FAILED', ...Array(4).fill('SUCCEEDED')]);
  },
);

it('a map run that had failed does not start what was left, nor what it gave up', async () => {
  const answer = ({ parameters }: TaskCall) => {
    if (parameters === 'bad') throw new StatesError('Bad');
    return never();
  };
  const first = await hostStates({ ...kept, answer });
  const definition = each('STANDARD', {
    Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 200, MaxAttempts: 1 }],
  });
  const stateMachineArn = await create(first.client, definition);
  const input = JSON.stringify(['stuck', 'bad', 'left']);
  const { executionArn = '' } = await first.client.send(new StartExecutionCommand({ stateMachineArn, input }));
  await isAt(first, executionArn, 'MapRunFailed');
  await first.kill();
  const second = await hostStates({ ...kept, answer });
  await second.client.send(new DescribeExecutionCommand({ executionArn }));
  expect(second.calls).toEqual([]);
  await second.kill();
  await using third = await hostStates({ ...kept, answer: ({ parameters }) => parameters, clock: after(201) });
  expect(await ended(third, executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '["stuck","bad","left"]' });
});
