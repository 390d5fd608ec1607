import { AwsError } from '#gateway/aws-error.ts';

/** Codes as in the JSON protocol; the gateway adds the old names for clients of the query protocol. */
export const queueDoesNotExist = () => new AwsError('QueueDoesNotExist', 'The specified queue does not exist.');

export const invalidAttributeValue = (name: string) =>
  new AwsError('InvalidAttributeValue', `Invalid value for the parameter ${name}.`);

export const invalidAttributeName = (name: string) =>
  new AwsError('InvalidAttributeName', `Unknown Attribute ${name}.`);

export const invalidParameter = (message: string) => new AwsError('InvalidParameterValue', message);

export const invalidMessageContents = () =>
  new AwsError(
    'InvalidMessageContents',
    'Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF',
  );

export const missingParameter = (name: string) =>
  new AwsError('MissingParameter', `The request must contain the parameter ${name}.`);

export const receiptHandleIsInvalid = (handle: string) =>
  new AwsError('ReceiptHandleIsInvalid', `The input receipt handle "${handle}" is not a valid receipt handle.`, 404);

export const purgeQueueInProgress = (queue: string) =>
  new AwsError('PurgeQueueInProgress', `Only one PurgeQueue operation on ${queue} is allowed every 60 seconds.`, 403);

export const notSupported = (message: string) => new AwsError('UnsupportedOperation', message);
