import { AwsError } from '#gateway/aws-error.ts';

/** https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html#API_Invoke_Errors */
export const functionNotFound = (arn: string): AwsError =>
  new AwsError('ResourceNotFoundException', `Function not found: ${arn}`, 404, { Type: 'User' });

export const resourceNotFound = (message: string): AwsError =>
  new AwsError('ResourceNotFoundException', message, 404, { Type: 'User' });

export const invalidParameter = (message: string): AwsError =>
  new AwsError('InvalidParameterValueException', message, 400, { Type: 'User' });

export const invalidContent = (message: string): AwsError =>
  new AwsError('InvalidRequestContentException', `Could not parse request body into json: ${message}`, 400, {
    Type: 'User',
  });

export const requestTooLarge = (limit: number): AwsError =>
  new AwsError(
    'RequestTooLargeException',
    `Request must be smaller than ${limit} bytes for the InvokeFunction operation`,
    413,
    { Type: 'User' },
  );

export const tooLarge = (limit: number, operation: string): AwsError =>
  new AwsError(
    'RequestEntityTooLargeException',
    `Request must be smaller than ${limit} bytes for the ${operation} operation`,
    413,
    { Type: 'User' },
  );

/** As it comes for asynchronous invocations, though the API's page does not list it. */
export const eventTooLarge = (bytes: number, limit: number): AwsError =>
  new AwsError(
    'RequestEntityTooLargeException',
    `${bytes} byte payload is too large for the Event invocation type (limit ${limit} bytes)`,
    413,
    { Type: 'User' },
  );

export const tooManyRequests = (
  Reason: 'ConcurrentInvocationLimitExceeded' | 'ReservedFunctionConcurrentInvocationLimitExceeded',
): AwsError => new AwsError('TooManyRequestsException', 'Rate Exceeded.', 429, { Reason, Type: 'User' });
