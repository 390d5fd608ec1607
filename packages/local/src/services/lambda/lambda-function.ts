/** A function as the template, or CreateFunction, configures it. */
export interface LambdaFunction {
  readonly name: string;
  readonly arn: string;
  readonly description: string;
  /** `folder/file.export`, from the root of the repository or of the zip. */
  readonly handler: string;
  /** Where its package is unpacked; absent for one that runs from the repository. */
  readonly folder?: string;
  readonly runtime: string;
  readonly architecture: string;
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly roleArn: string;
  readonly logGroup: string;
  readonly logFormat: 'Text' | 'JSON';
  /** From which level on `console` is heard in the JSON format. */
  readonly applicationLogLevel: ApplicationLogLevel;
  /** From which level on Lambda's own events are written in the JSON format. */
  readonly systemLogLevel: SystemLogLevel;
  readonly reservedConcurrency: number | undefined;
  /** `Active` sends segments of invocations that are sampled; `PassThrough` passes the tracing header on. */
  readonly tracingMode: TracingMode;
  /** Where asynchronous invocations go that failed for good. */
  readonly deadLetterArn: string | undefined;
  /** ISO 8601. */
  readonly lastModified: string;
  /** The zip that it runs; undefined where the sources at hand are run in its place, as those of the template's functions. */
  readonly uploaded: Uploaded | undefined;
}

export interface Uploaded {
  /** Of the zip, in base64. */
  readonly sha256: string;
  readonly bytes: number;
  /** Another after every change. */
  readonly revisionId: string;
}

/** https://docs.aws.amazon.com/lambda/latest/api/API_TracingConfig.html */
export const TRACING_MODES = ['Active', 'PassThrough'] as const;
export type TracingMode = (typeof TRACING_MODES)[number];

/** https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html */
export const APPLICATION_LOG_LEVELS = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'] as const;
export type ApplicationLogLevel = (typeof APPLICATION_LOG_LEVELS)[number];

/** From most to least detail. */
export const SYSTEM_LOG_LEVELS = ['DEBUG', 'INFO', 'WARN'] as const;
export type SystemLogLevel = (typeof SYSTEM_LOG_LEVELS)[number];
