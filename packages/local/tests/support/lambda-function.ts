import { localPlace } from '@safelight/asl/identity';
import { functionArn } from '#services/lambda/function-name.ts';
import type { LambdaFunction } from '#services/lambda/lambda-function.ts';

export const lambdaFunction = (name: string, overrides: Partial<LambdaFunction> = {}): LambdaFunction => ({
  name,
  arn: functionArn(localPlace, name),
  description: '',
  handler: `functions/behaviours.${name}`,
  runtime: 'nodejs24.x',
  architecture: 'arm64',
  memoryMb: 256,
  timeoutSeconds: 20,
  environment: { COLOUR: 'blue' },
  roleArn: 'arn:aws:iam::000000000000:role/tests',
  logGroup: `/aws/lambda/${name}`,
  logFormat: 'Text',
  applicationLogLevel: 'INFO',
  systemLogLevel: 'INFO',
  reservedConcurrency: undefined,
  tracingMode: 'PassThrough',
  deadLetterArn: undefined,
  lastModified: '2026-01-01T00:00:00.000+0000',
  uploaded: undefined,
  ...overrides,
});
