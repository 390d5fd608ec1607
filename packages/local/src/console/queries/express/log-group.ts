import { DescribeStateMachineCommand, type SFNClient } from '@aws-sdk/client-sfn';

/** What a state machine logs, and where; the group is undefined where it logs nothing. */
export async function loggingOf(states: Pick<SFNClient, 'send'>, stateMachineArn: string) {
  const machine = await states.send(new DescribeStateMachineCommand({ stateMachineArn }));
  const { loggingConfiguration: found, definition = '{}', roleArn } = machine;
  return {
    level: found?.level ?? 'OFF',
    includesData: found?.includeExecutionData ?? false,
    logGroup: found?.destinations?.[0]?.cloudWatchLogsLogGroup?.logGroupArn?.split(':')[6],
    definition,
    roleArn,
  };
}
