import {
  DescribeMapRunCommand,
  GetExecutionHistoryCommand,
  ListMapRunsCommand,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { expect, it, vi } from 'vitest';
import type { Datum } from '#local/metrics/metric.ts';
import { hostStates } from '#tests/integration/states/host.ts';
import { create, ended, lambda, only, PATIENCE } from '#tests/integration/states/restarting.ts';

const MAP = only({
  Type: 'Map',
  ItemProcessor: {
    ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' },
    StartAt: 'Work',
    States: { Work: { Type: 'Task', Resource: lambda, End: true } },
  },
});

/** https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html */
it('map runs beyond those that may be open wait behind MapRunStarted, as they came', async () => {
  const recorded: Datum[] = [];
  let release = (): void => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await using host = await hostStates({
    openMapRuns: 1,
    record: (datum) => recorded.push(datum),
    answer: async ({ parameters }) => {
      await released;
      return parameters;
    },
  });
  const { client, states } = host;
  const stateMachineArn = await create(client, MAP);
  const begin = async (input: string) => {
    const { executionArn = '' } = await client.send(new StartExecutionCommand({ stateMachineArn, input }));
    await vi.waitFor(async () => {
      const { events = [] } = await client.send(new GetExecutionHistoryCommand({ executionArn }));
      expect(events.map(({ type }) => type)).toContain('MapRunStarted');
    }, PATIENCE);
    return executionArn;
  };
  const first = await begin('["a"]');
  await vi.waitFor(() => expect(host.calls).toHaveLength(1), PATIENCE);
  const second = await begin('["b"]');
  const third = await begin('["c"]');
  const mapRunOf = async (executionArn: string) => {
    const { mapRuns = [] } = await client.send(new ListMapRunsCommand({ executionArn }));
    return client.send(new DescribeMapRunCommand({ mapRunArn: mapRuns[0]?.mapRunArn }));
  };
  const underWay = { itemCounts: { total: 1, running: 1 }, executionCounts: { total: 1, running: 1 } };
  expect(await mapRunOf(first)).toMatchObject({ status: 'RUNNING', ...underWay });
  expect(await mapRunOf(second)).toMatchObject({
    status: 'RUNNING',
    itemCounts: { total: 0 },
    executionCounts: { total: 0 },
  });
  const sample = () => {
    recorded.length = 0;
    states.sample(60_000);
    return Object.fromEntries(
      recorded.map(({ namespace, name, dimensions, value }) => [`${namespace} ${name}`, [dimensions, value]]),
    );
  };
  expect(sample()).toEqual({
    'AWS/States ApproximateOpenMapRunCount': [{}, 1],
    'AWS/States OpenMapRunLimit': [{}, 1],
    'AWS/States ApproximateMapRunBacklogSize': [{}, 2],
  });

  await client.send(new StopExecutionCommand({ executionArn: second }));
  expect(await ended(host, second)).toMatchObject({ status: 'ABORTED' });
  release();
  for (const executionArn of [first, third])
    expect(await ended(host, executionArn)).toMatchObject({ status: 'SUCCEEDED' });
  expect(host.calls.map(({ parameters }) => parameters)).toEqual(['a', 'c']);
  expect(sample()).toEqual({
    'AWS/States ApproximateOpenMapRunCount': [{}, 0],
    'AWS/States OpenMapRunLimit': [{}, 1],
  });
});
