/**
 * A failure in the language's own terms: an error name that Retry and Catch match, and a cause for people.
 * The only thing that states, languages and integrations throw on purpose.
 * https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
 */
export class StatesError extends Error {
  override readonly name = 'StatesError';
  /** Such as `States.Timeout`, `Lambda.TooManyRequestsException` or a function's own `errorType`. */
  readonly error: string | undefined;
  override readonly cause: string | undefined;

  constructor(error: string | undefined, cause?: string) {
    super(cause ?? error ?? 'failed');
    this.error = error;
    this.cause = cause;
  }
}
