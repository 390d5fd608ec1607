import type { LambdaFunction } from '#services/lambda/lambda-function.ts';

/** https://docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html */
export const describeFunction = (lambda: LambdaFunction): object => ({
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
  State: 'Active',
  LastUpdateStatus: 'Successful',
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
  ...(lambda.deadLetterArn !== undefined && { DeadLetterConfig: { TargetArn: lambda.deadLetterArn } }),
});
