import type { LambdaFunction } from '#services/lambda/lambda-function.ts';

/** Keys of a role's session, as a function receives them. */
export interface FunctionCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

export interface EnvironmentSettings {
  readonly region: string;
  readonly endpoint: string;
  readonly credentials: FunctionCredentials;
  /** Where the handler's path begins. */
  readonly taskRoot: string;
  readonly logStream: string;
  /** Where X-Ray's daemon listens. */
  readonly daemonAddress: string;
  /** Where the runtime's own code lies. */
  readonly runtimeFolder: string;
}

const MEBIBYTE = 1_048_576;

/**
 * All that a function's code gets to see, by the names of AWS's page: nothing of the shell that started the system but where
 * programs lie. Missing are those of what is not here, the Runtime API.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 */
export const environmentVariables = (
  lambda: LambdaFunction,
  settings: EnvironmentSettings,
): Record<string, string> => ({
  PATH: process.env.PATH ?? '',
  LANG: 'en_US.UTF-8',
  TZ: ':UTC',
  ...lambda.environment,
  AWS_ENDPOINT_URL: settings.endpoint,
  AWS_REGION: settings.region,
  AWS_DEFAULT_REGION: settings.region,
  AWS_ACCESS_KEY_ID: settings.credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: settings.credentials.secretAccessKey,
  ...(settings.credentials.sessionToken !== undefined && { AWS_SESSION_TOKEN: settings.credentials.sessionToken }),
  AWS_EXECUTION_ENV: `AWS_Lambda_${lambda.runtime}`,
  AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
  AWS_LAMBDA_FUNCTION_NAME: lambda.name,
  AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(lambda.memoryMb),
  AWS_LAMBDA_LOG_GROUP_NAME: lambda.logGroup,
  AWS_LAMBDA_LOG_STREAM_NAME: settings.logStream,
  AWS_LAMBDA_LOG_FORMAT: lambda.logFormat,
  ...(lambda.logFormat === 'JSON' && { AWS_LAMBDA_LOG_LEVEL: lambda.applicationLogLevel }),
  AWS_XRAY_DAEMON_ADDRESS: settings.daemonAddress,
  AWS_XRAY_CONTEXT_MISSING: 'LOG_ERROR',
  LAMBDA_TASK_ROOT: settings.taskRoot,
  LAMBDA_RUNTIME_DIR: settings.runtimeFolder,
  _HANDLER: lambda.handler,
});

/** What the process is started with besides: its code does not get to see them. */
export const processVariables = (compileCache: string): Record<string, string> => ({
  // What a large picture took goes back to the system when it is done, for the environments beside it.
  MALLOC_ARENA_MAX: '2',
  MALLOC_TRIM_THRESHOLD_: String(4 * MEBIBYTE),
  // To name one limit fixes the other at 128 KiB: every tile of a picture would be asked of the system anew.
  MALLOC_MMAP_THRESHOLD_: String(MEBIBYTE),
  // It makes the next cold start faster.
  NODE_COMPILE_CACHE: compileCache,
});
