import type { InvocationHeader } from './messages.ts';

/** The context of an invocation: https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html */
export const createContext = ({
  requestId,
  functionArn,
  deadline,
  traceId,
  clientContext,
}: InvocationHeader): object => ({
  clientContext: clientContext && JSON.parse(Buffer.from(clientContext, 'base64').toString()),
  identity: undefined,
  invokedFunctionArn: functionArn,
  awsRequestId: requestId,
  tenantId: undefined,
  xRayTraceId: traceId,
  getRemainingTimeInMillis: () => deadline - Date.now(),
  functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
  functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
  memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
  logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
  logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
});
