import type { InvocationHeader } from './messages.ts';

/** https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html */
export const createContext = ({ requestId, functionArn, deadline, clientContext }: InvocationHeader): object => ({
  awsRequestId: requestId,
  invokedFunctionArn: functionArn,
  functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
  functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
  memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
  logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
  logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
  callbackWaitsForEmptyEventLoop: true,
  ...(clientContext !== undefined && { clientContext: JSON.parse(Buffer.from(clientContext, 'base64').toString()) }),
  getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
});
