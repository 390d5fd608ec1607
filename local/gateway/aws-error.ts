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

  constructor(code: string, message: string, status = 400, details: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.code = code;
    this.status = status;
    this.details = details;
  }
}
