/** `arn:aws:states:R:A:execution:MACHINE:NAME` (or `express:…:ID`) -> `arn:aws:states:R:A:stateMachine:MACHINE`. */
export function stateMachineArnOf(executionArn: string): string {
  const [arn, partition, service, region, account] = executionArn.split(':');
  return [arn, partition, service, region, account, 'stateMachine', machineNameOf(executionArn)].join(':');
}

/** The name of the state machine that an execution belongs to. */
export const machineNameOf = (executionArn: string): string => executionArn.split(':')[6] ?? 'unknown';
