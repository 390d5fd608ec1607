import { CreateStateMachineCommand, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { ManualClock } from '@safelight/asl/testing/manual-clock';
import { expect, it } from 'vitest';
import { hostStates } from '#tests/integration/states/host.ts';

it('executions are started as fast as the bucket of tokens lets them, each type from its own', async () => {
  // The SDK signs by the machine's clock.
  const clock = new ManualClock(Date.now());
  const startRates = { STANDARD: { burst: 2, perSecond: 4 }, EXPRESS: { burst: 1, perSecond: 1 } };
  await using host = await hostStates({ clock, startRates, maxAttempts: 1 });
  const { client } = host;
  const make = async (type: 'STANDARD' | 'EXPRESS') => {
    const definition = JSON.stringify({ StartAt: 'Done', States: { Done: { Type: 'Succeed' } } });
    const roleArn = 'arn:aws:iam::000000000000:role/workflow';
    const created = new CreateStateMachineCommand({ name: type, type, roleArn, definition });
    return (await client.send(created)).stateMachineArn;
  };
  const [standard, express] = [await make('STANDARD'), await make('EXPRESS')];
  const start = (stateMachineArn: string | undefined) =>
    client.send(new StartExecutionCommand({ stateMachineArn })).then(
      () => 'started',
      (error: Error) => `${error.name}: ${error.message}`,
    );
  const THROTTLED = 'ThrottlingException: Rate exceeded';

  expect([await start(standard), await start(standard), await start(standard)]).toEqual([
    'started',
    'started',
    THROTTLED,
  ]);
  expect([await start(express), await start(express)]).toEqual(['started', THROTTLED]);
  await clock.advance(250);
  expect([await start(standard), await start(standard)]).toEqual(['started', THROTTLED]);
  await clock.advance(60_000);
  expect([await start(standard), await start(standard), await start(standard)]).toEqual([
    'started',
    'started',
    THROTTLED,
  ]);
});
