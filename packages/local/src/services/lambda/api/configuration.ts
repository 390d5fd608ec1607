import type { LambdaFunction } from '#services/lambda/lambda-function.ts';

/** How a change is under way when it is answered: it is done at the next look. */
export type Underway = 'creating' | 'updating';

/** https://docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html */
export const describeFunction = (lambda: LambdaFunction, underway?: Underway): object => ({
  FunctionName: lambda.name,
  FunctionArn: lambda.arn,
  Runtime: lambda.runtime,
  Role: lambda.roleArn,
  Handler: lambda.handler,
  Description: lambda.description,
  Timeout: lambda.timeoutSeconds,
  MemorySize: lambda.memoryMb,
  LastModified: lambda.lastModified,
  Version: '$LATEST',
  Environment: { Variables: lambda.environment },
  ...(lambda.uploaded && {
    CodeSha256: lambda.uploaded.sha256,
    CodeSize: lambda.uploaded.bytes,
    RevisionId: lambda.uploaded.revisionId,
  }),
  ...states(underway),
  PackageType: 'Zip',
  Architectures: [lambda.architecture],
  LoggingConfig: {
    LogFormat: lambda.logFormat,
    ...(lambda.logFormat === 'JSON' && {
      ApplicationLogLevel: lambda.applicationLogLevel,
      SystemLogLevel: lambda.systemLogLevel,
    }),
    LogGroup: lambda.logGroup,
  },
  TracingConfig: { Mode: lambda.tracingMode },
  ...(lambda.deadLetterArn !== undefined && { DeadLetterConfig: { TargetArn: lambda.deadLetterArn } }),
});

/** https://docs.aws.amazon.com/lambda/latest/dg/functions-states.html */
function states(underway: Underway | undefined): object {
  const reason = 'The function is being created.';
  switch (underway) {
    case 'creating':
      return { State: 'Pending', StateReason: reason, StateReasonCode: 'Creating' };
    case 'updating':
      return {
        State: 'Active',
        LastUpdateStatus: 'InProgress',
        LastUpdateStatusReason: reason,
        LastUpdateStatusReasonCode: 'Creating',
      };
    case undefined:
      return { State: 'Active', LastUpdateStatus: 'Successful' };
  }
}
