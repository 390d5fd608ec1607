import { AwsError } from '#gateway/aws-error.ts';
import type { FunctionSettings } from '#services/lambda/api/function-input.ts';
import { invalidParameter } from '#services/lambda/errors.ts';
import type { LambdaFunction, Uploaded } from '#services/lambda/lambda-function.ts';

/** The function with these settings; what is not given stays. */
export const withSettings = (lambda: LambdaFunction, given: FunctionSettings): LambdaFunction => ({
  ...lambda,
  description: given.Description ?? lambda.description,
  roleArn: given.Role ?? lambda.roleArn,
  handler: given.Handler ?? lambda.handler,
  runtime: given.Runtime ?? lambda.runtime,
  timeoutSeconds: given.Timeout ?? lambda.timeoutSeconds,
  memoryMb: given.MemorySize ?? lambda.memoryMb,
  environment: given.Environment ? (given.Environment.Variables ?? {}) : lambda.environment,
  tracingMode: given.TracingConfig?.Mode ?? lambda.tracingMode,
  // An empty ARN takes it away.
  deadLetterArn: given.DeadLetterConfig ? given.DeadLetterConfig.TargetArn || undefined : lambda.deadLetterArn,
  ...withLogging(lambda, given.LoggingConfig),
});

/** https://docs.aws.amazon.com/lambda/latest/api/API_LoggingConfig.html */
function withLogging(lambda: LambdaFunction, given: FunctionSettings['LoggingConfig'] = {}) {
  const logFormat = given.LogFormat ?? lambda.logFormat;
  if (logFormat === 'Text' && (given.ApplicationLogLevel ?? given.SystemLogLevel) !== undefined)
    throw invalidParameter(
      'LogLevel is not supported when LogFormat is set to Text. Remove LogLevel from your request or change the LogFormat to JSON.',
    );
  return {
    logFormat,
    logGroup: given.LogGroup ?? lambda.logGroup,
    applicationLogLevel: given.ApplicationLogLevel ?? lambda.applicationLogLevel,
    systemLogLevel: given.SystemLogLevel ?? lambda.systemLogLevel,
  };
}

/** A function that may be changed by API. Throws `ResourceConflictException` for one of the template, and `PreconditionFailedException`. */
export function changeable(
  lambda: LambdaFunction,
  revisionId?: string,
): { readonly lambda: LambdaFunction; readonly uploaded: Uploaded } {
  const { name, uploaded } = lambda;
  if (!uploaded)
    throw new AwsError(
      'ResourceConflictException',
      `The function ${name} is of the template: change it there, and start again.`,
      409,
      { Type: 'User' },
    );
  if (revisionId !== undefined && revisionId !== uploaded.revisionId)
    throw new AwsError(
      'PreconditionFailedException',
      'The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id',
      412,
      { Type: 'User' },
    );
  return { lambda, uploaded };
}
