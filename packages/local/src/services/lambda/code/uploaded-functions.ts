import * as z from 'zod';
import {
  APPLICATION_LOG_LEVELS,
  type LambdaFunction,
  SYSTEM_LOG_LEVELS,
  TRACING_MODES,
} from '#services/lambda/lambda-function.ts';
import { record } from '#services/record.ts';
import type { Database } from '#store/database.ts';
import { type Documents, openDocuments } from '#store/documents.ts';

const uploadedFunction = z.object({
  name: z.string(),
  arn: z.string(),
  description: z.string(),
  handler: z.string(),
  runtime: z.string(),
  architecture: z.string(),
  memoryMb: z.int(),
  timeoutSeconds: z.int(),
  environment: record(z.string()),
  roleArn: z.string(),
  logGroup: z.string(),
  logFormat: z.enum(['Text', 'JSON']),
  applicationLogLevel: z.enum(APPLICATION_LOG_LEVELS),
  systemLogLevel: z.enum(SYSTEM_LOG_LEVELS),
  tracingMode: z.enum(TRACING_MODES).default('PassThrough'),
  deadLetterArn: z.string().optional(),
  lastModified: z.string(),
  uploaded: z.object({ sha256: z.string(), bytes: z.int(), revisionId: z.string() }),
});

/** Functions that were made by CreateFunction, which a next start must know again: the template does not tell of them. */
export const openUploadedFunctions = (database: Database): Documents<LambdaFunction> =>
  openDocuments(database, 'lambda_functions', (value): LambdaFunction => {
    const { deadLetterArn, ...stored } = uploadedFunction.parse(value);
    return { ...stored, deadLetterArn, reservedConcurrency: undefined };
  });
