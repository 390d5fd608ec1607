import { AwsError } from '#gateway/aws-error.ts';

/** The errors of the Step Functions API, in AWS's wording. Each operation's page lists those that it gives. */

export const invalidArn = (arn: string) => new AwsError('InvalidArn', `Invalid Arn: 'Invalid ARN prefix: ${arn}'`);
export const wrongResource = (type: string) =>
  new AwsError('InvalidArn', `Invalid Arn: 'Resource type not valid in this context: ${type}'`);
export const invalidName = (name: string) => new AwsError('InvalidName', `Invalid Name: '${name}'`);
export const invalidToken = () => new AwsError('InvalidToken', "Invalid Token: 'Invalid token'");
export const invalidInput = (why: string) =>
  new AwsError('InvalidExecutionInput', `Invalid State Machine Execution Input: '${why}'`);
export const invalidOutput = (why: string) => new AwsError('InvalidOutput', `Invalid Output: '${why}'`);
export const validationError = (message: string) => new AwsError('ValidationException', message);
export const conflict = (message: string) => new AwsError('ConflictException', message);

export const throttled = () => new AwsError('ThrottlingException', 'Rate exceeded');

export const machineMissing = (arn: string) =>
  new AwsError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
export const machineExists = (arn: string) =>
  new AwsError('StateMachineAlreadyExists', `State Machine Already Exists: '${arn}'`);
export const machineDeleting = (arn: string) =>
  new AwsError('StateMachineDeleting', `State Machine Deleting: '${arn}'`);
export const typeNotSupported = () =>
  new AwsError('StateMachineTypeNotSupported', 'This operation is not supported by this type of state machine');

export const executionMissing = (arn: string) =>
  new AwsError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
export const executionExists = (arn: string) =>
  new AwsError('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`);
export const notRedrivable = (why: string) => new AwsError('ExecutionNotRedrivable', why);

export const resourceMissing = (arn: string) =>
  new AwsError('ResourceNotFound', `Request references a resource that does not exist: '${arn}'`, 400, {
    resourceName: arn,
  });
export const activityMissing = (arn: string) =>
  new AwsError('ActivityDoesNotExist', `Activity Does Not Exist: '${arn}'`);
export const taskMissing = () =>
  new AwsError('TaskDoesNotExist', 'Task Does Not Exist: Provided task does not exist anymore');
export const taskTimedOut = () =>
  new AwsError('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'");
export const quotaExceeded = (what: string, most: number) =>
  new AwsError('ServiceQuotaExceededException', `The state machine has the most ${what} that it can have: ${most}`);
export const tooManyTags = (arn: string) =>
  new AwsError('TooManyTags', `Tag count exceeds the 50-tag limit of '${arn}'`, 400, { resourceName: arn });
