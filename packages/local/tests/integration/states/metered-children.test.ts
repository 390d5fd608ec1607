import { CreateStateMachineCommand, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { systemClock } from '@safelight/asl/clock';
import { expect, it, vi } from 'vitest';
import { Meter } from '#local/usage/meter.ts';
import { hostStates } from './host.ts';

const roleArn = 'arn:aws:iam::000000000000:role/r';
const Resource = 'arn:aws:lambda:us-east-1:000000000000:function:f';

const definition = (ExecutionType: string) =>
  JSON.stringify({
    StartAt: 'Each',
    States: {
      Each: {
        Type: 'Map',
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType },
          StartAt: 'Call',
          States: { Call: { Type: 'Task', Resource, Next: 'Done' }, Done: { Type: 'Succeed' } },
        },
        End: true,
      },
    },
  });

it.each([
  ['STANDARD', { Call: { 'states.transition': 3 }, Done: { 'states.transition': 3 } }],
  [
    'EXPRESS',
    {
      '': { 'states.express.request': 3, 'states.express.step': expect.any(Number) },
      Call: { 'states.express.transition': 3 },
      Done: { 'states.express.transition': 3 },
    },
  ],
])('what %s children of a distributed Map use is counted for its state', async (type, states) => {
  const meter = new Meter(systemClock);
  await using host = await hostStates({ meter });
  const { client } = host;
  const machine = { name: 'm', roleArn, definition: definition(type) };
  const { stateMachineArn } = await client.send(new CreateStateMachineCommand(machine));
  const { executionArn = '' } = await client.send(new StartExecutionCommand({ stateMachineArn, input: '[1, 2, 3]' }));
  await vi.waitFor(() => expect(meter.report(executionArn).executions[0]?.endedAt).toBeDefined(), 20_000);
  expect(meter.report(executionArn).executions).toMatchObject([
    { executionArn, kind: 'STANDARD', states: { Each: { 'states.transition': 1 } } },
    { kind: type, parent: { executionArn, state: 'Each' }, states },
  ]);
});
