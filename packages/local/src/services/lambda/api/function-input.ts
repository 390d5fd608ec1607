import * as z from 'zod';
import { AwsError } from '#gateway/aws-error.ts';
import { invalidParameter } from '#services/lambda/errors.ts';
import { APPLICATION_LOG_LEVELS, SYSTEM_LOG_LEVELS, TRACING_MODES } from '#services/lambda/lambda-function.ts';
import { record } from '#services/record.ts';

const settings = {
  Description: z.string().optional(),
  Role: z.string().optional(),
  Handler: z.string().optional(),
  Runtime: z.string().optional(),
  Timeout: z.int().optional(),
  MemorySize: z.int().optional(),
  Environment: z.strictObject({ Variables: record(z.string()).optional() }).optional(),
  DeadLetterConfig: z.strictObject({ TargetArn: z.string().optional() }).optional(),
  TracingConfig: z.strictObject({ Mode: z.enum(TRACING_MODES).optional() }).optional(),
  LoggingConfig: z
    .strictObject({
      LogFormat: z.enum(['Text', 'JSON']).optional(),
      LogGroup: z.string().optional(),
      ApplicationLogLevel: z.enum(APPLICATION_LOG_LEVELS).optional(),
      SystemLogLevel: z.enum(SYSTEM_LOG_LEVELS).optional(),
    })
    .optional(),
};
const code = { ZipFile: z.string().optional() };
const architectures = z
  .array(z.enum(['x86_64', 'arm64']))
  .length(1)
  .optional();

/** https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html */
export const createInput = z.strictObject({
  ...settings,
  FunctionName: z.string().optional(),
  Code: z.strictObject(code).optional(),
  Architectures: architectures,
  PackageType: z.literal('Zip').optional(),
  Publish: z.literal(false).optional(),
});

/** https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionConfiguration.html */
export const configurationInput = z.strictObject({ ...settings, RevisionId: z.string().optional() });

/** https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionCode.html */
export const codeInput = z.strictObject({
  ...code,
  Architectures: architectures,
  DryRun: z.boolean().optional(),
  Publish: z.literal(false).optional(),
  RevisionId: z.string().optional(),
});

export type FunctionSettings = z.infer<typeof configurationInput>;

/** Throws AwsError: what is not supported here is refused by its name. */
export function readDocument<T>(schema: z.ZodType<T>, body: Buffer): T {
  const result = schema.safeParse(parsed(body));
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const path = issue?.path.join('.') ?? '';
  if (issue?.code === 'unrecognized_keys')
    throw invalidParameter(`${[...issue.path, issue.keys[0]].join('.')} is not supported here.`);
  if (issue?.code === 'invalid_value')
    throw invalidParameter(`${path} must be ${issue.values.map(String).join(' or ')} here.`);
  throw serialization(`${path}: ${issue?.message ?? 'not what it should be'}`);
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch (error) {
    throw serialization(error instanceof Error ? error.message : String(error));
  }
}

export const serialization = (message: string) =>
  new AwsError('SerializationException', message, 400, { Type: 'User' });
