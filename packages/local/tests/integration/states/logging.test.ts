import { CreateStateMachineCommand, type LogLevel, StartSyncExecutionCommand } from '@aws-sdk/client-sfn';
import { expect, it } from 'vitest';
import { hostStates } from '#tests/integration/states/host.ts';

const group = 'arn:aws:logs:us-east-1:000000000000:log-group:/workflow';
const definition = JSON.stringify({
  StartAt: 'Mark',
  States: {
    Mark: { Type: 'Pass', Next: 'Fail' },
    Fail: { Type: 'Fail', Error: 'Broken', Cause: 'why' },
  },
});

async function run(level: LogLevel, includeExecutionData: boolean) {
  await using host = await hostStates();
  const { stateMachineArn } = await host.client.send(
    new CreateStateMachineCommand({
      name: 'm',
      type: 'EXPRESS',
      roleArn: 'arn:aws:iam::000000000000:role/workflow',
      definition,
      loggingConfiguration: {
        level,
        includeExecutionData,
        destinations: level === 'OFF' ? [] : [{ cloudWatchLogsLogGroup: { logGroupArn: `${group}:*` } }],
      },
    }),
  );
  await host.client.send(new StartSyncExecutionCommand({ stateMachineArn, input: '{"secret": 1}' }));
  return host.logged;
}

it.each<[LogLevel, string[]]>([
  ['OFF', []],
  ['FATAL', ['ExecutionFailed']],
  ['ERROR', ['FailStateEntered', 'ExecutionFailed']],
  ['ALL', ['ExecutionStarted', 'PassStateEntered', 'PassStateExited', 'FailStateEntered', 'ExecutionFailed']],
])('level %s logs %j', async (level, types) => {
  const logged = await run(level, true);
  expect(logged.map(({ event }) => event.type)).toEqual(types);
  expect(logged.every((entry) => entry.group === group)).toBe(true);
});

it('events are as CloudWatch Logs gets them; their data only where it is wanted', async () => {
  const [first] = await run('ALL', true);
  expect(first?.event).toMatchObject({
    id: '1',
    type: 'ExecutionStarted',
    previous_event_id: '0',
    redrive_count: '0',
    details: { input: '{"secret":1}', inputDetails: { truncated: false } },
    execution_arn: expect.stringContaining(':express:m:'),
  });
  const plain = await run('ALL', false);
  expect(JSON.stringify(plain)).not.toContain('secret');
  expect(plain.at(-1)?.event.details).toEqual({ error: 'Broken', cause: 'why' });
});
