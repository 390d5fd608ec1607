import { ListMapRunsCommand, RedriveExecutionCommand, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { StatesError } from '@safelight/asl/error';
import { expect, it } from 'vitest';
import { hostStates } from '#tests/integration/states/host.ts';
import { create, ended, lambda, only } from '#tests/integration/states/restarting.ts';

const map = (ExecutionType: string, tolerated: number) =>
  only({
    Type: 'Map',
    ToleratedFailureCount: tolerated,
    MaxConcurrency: 1,
    ItemProcessor: {
      ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType },
      StartAt: 'Work',
      States: { Work: { Type: 'Task', Resource: lambda, End: true } },
    },
  });

/** Items that fail, and how. */
const FAILING: Readonly<Record<string, readonly [error: string, cause: string]>> = {
  a: ['Paper.Jam', 'Sheet 1 of 5 jammed.'],
  b: ['Paper.Jam', 'Sheet 2 of 7 jammed.'],
  c: ['Paper.Jam', 'A finger was in it.'],
  d: ['Ink.Out', ''],
};
const INPUT = JSON.stringify([...Object.keys(FAILING), 'fine', 'as well']);

it.each(['EXPRESS', 'STANDARD'])(
  '%s children that failed are counted by reason, also where they are tolerated',
  async (type) => {
    await using host = await hostStates({
      answer: async ({ parameters }) => {
        const failing = FAILING[String(parameters)];
        if (failing) throw new StatesError(...failing);
        return parameters;
      },
    });
    const { client, states } = host;
    const run = async (tolerated: number) => {
      const stateMachineArn = await create(client, map(type, tolerated));
      const start = new StartExecutionCommand({ stateMachineArn, input: INPUT });
      const { executionArn = '' } = await client.send(start);
      const { status } = await ended(host, executionArn);
      const { mapRuns: [found] = [] } = await client.send(new ListMapRunsCommand({ executionArn }));
      return { status, executionArn, mapRunArn: found?.mapRunArn ?? '' };
    };
    const newest = expect.stringContaining(type === 'EXPRESS' ? ':express:' : ':execution:');
    const reasons = [
      { error: 'Paper.Jam', cause: 'Sheet 2 of 7 jammed.', children: 2, newest },
      { error: 'Ink.Out', cause: '', children: 1, newest },
      { error: 'Paper.Jam', cause: 'A finger was in it.', children: 1, newest },
    ];
    const tolerant = await run(4);
    expect(tolerant.status).toBe('SUCCEEDED');
    expect(states.views.failures(tolerant.mapRunArn)).toEqual(reasons);
    expect(states.views.failures('another')).toEqual([]);
  },
);

it('what failed before a redrive is not counted after it', async () => {
  let isRepaired = false;
  await using host = await hostStates({
    answer: async ({ parameters }) => {
      if (!isRepaired && parameters === 'a') throw new StatesError('Paper.Jam', 'It jammed.');
      if (isRepaired && parameters === 'b') throw new StatesError('Ink.Out', 'It is dry.');
      return parameters;
    },
  });
  const { client, states } = host;
  const stateMachineArn = await create(client, map('EXPRESS', 0));
  const { executionArn = '' } = await client.send(new StartExecutionCommand({ stateMachineArn, input: '["a","b"]' }));
  await ended(host, executionArn);
  const { mapRuns: [found] = [] } = await client.send(new ListMapRunsCommand({ executionArn }));
  const errors = () => states.views.failures(found?.mapRunArn ?? '').map(({ error }) => error);
  expect(errors()).toEqual(['Paper.Jam']);
  isRepaired = true;
  await client.send(new RedriveExecutionCommand({ executionArn }));
  await ended(host, executionArn);
  expect(errors()).toEqual(['Ink.Out']);
});

it('reasons beyond a hundred are counted by their errors', async () => {
  await using host = await hostStates({
    answer: async ({ parameters }) => {
      throw new StatesError('Paper.Jam', `Printer ${String.fromCharCode(0x4e00 + Number(parameters))} jammed.`);
    },
  });
  const { client, states } = host;
  const stateMachineArn = await create(client, map('EXPRESS', 130));
  const input = JSON.stringify(Array.from({ length: 130 }, (_, n) => n));
  const { executionArn = '' } = await client.send(new StartExecutionCommand({ stateMachineArn, input }));
  await ended(host, executionArn);
  const { mapRuns: [found] = [] } = await client.send(new ListMapRunsCommand({ executionArn }));
  const failures = states.views.failures(found?.mapRunArn ?? '');
  expect(failures).toHaveLength(101);
  expect(failures[0]).toMatchObject({ error: 'Paper.Jam', cause: '', children: 30 });
});
