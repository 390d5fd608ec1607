/**
 * A refusal in AWS's terms: what an SDK client shows as `error.name`, `error.message` and the HTTP status.
 * Services throw it; the gateway writes it in the protocol of the service that was called.
 */
export class AwsError extends Error {
  override readonly name = 'AwsError';
  readonly code: string;
  readonly status: number;
  /** Members that some errors carry beside code and message, such as `BucketName` or `Item`. */
  readonly details: Readonly<Record<string, unknown>>;
  /** HTTP headers that go with it, such as `Retry-After`. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    code: string,
    message: string,
    status = 400,
    details: Readonly<Record<string, unknown>> = {},
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.code = code;
    this.status = status;
    this.details = details;
    this.headers = headers;
  }
}
