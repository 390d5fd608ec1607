import { type LargestBodies, megabytes } from '#gateway/request/largest-body.ts';

/**
 * A request has a mebibyte at most, headers and all; definitions that are larger are refused by Step Functions itself.
 * https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
 */
export const bodies: LargestBodies = {
  CreateStateMachine: megabytes(4),
  UpdateStateMachine: megabytes(4),
  ValidateStateMachineDefinition: megabytes(4),
  TestState: megabytes(4),
  StartExecution: megabytes(2),
  StartSyncExecution: megabytes(2),
  SendTaskSuccess: megabytes(2),
  SendTaskFailure: megabytes(2),
};
