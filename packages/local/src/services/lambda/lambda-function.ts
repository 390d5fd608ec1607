/** A function as the template configures it. */
export interface LambdaFunction {
  readonly name: string;
  readonly arn: string;
  readonly description: string;
  /** `folder/file.export`, from the root of the repository. */
  readonly handler: string;
  readonly runtime: string;
  readonly architecture: string;
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly roleArn: string;
  readonly logGroup: string;
  readonly logFormat: 'Text' | 'JSON';
  readonly reservedConcurrency: number | undefined;
  /** Where asynchronous invocations go that failed for good. */
  readonly deadLetterArn: string | undefined;
  /** ISO 8601. */
  readonly lastModified: string;
}
