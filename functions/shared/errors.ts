/**
 * The failures that functions throw on purpose. A workflow sees the `name` as the error's name, so that its Retry and
 * Catch can tell them apart, and the message as the reason that a person reads.
 * https://docs.aws.amazon.com/lambda/latest/dg/nodejs-exceptions.html
 */
export abstract class TypedError extends Error {
  constructor(name: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = name;
  }
}

/** The photo can never be developed, whoever tries: recorded and announced, never retried. */
export class RejectedError extends TypedError {
  readonly code: RejectionCode;

  constructor(code: RejectionCode, message: string, options?: ErrorOptions) {
    super(`Rejected.${code}`, message, options);
    this.code = code;
  }
}

/** Why a photo is rejected. */
export const RejectionCode = {
  FolderMarker: 'FolderMarker',
  Empty: 'Empty',
  TooLarge: 'TooLarge',
  UnsupportedFormat: 'UnsupportedFormat',
  Heic: 'Heic',
  Svg: 'Svg',
  Jpeg2000: 'Jpeg2000',
  TooManyPixels: 'TooManyPixels',
  Corrupt: 'Corrupt',
  Truncated: 'Truncated',
} as const;
export type RejectionCode = (typeof RejectionCode)[keyof typeof RejectionCode];

/** The source object that the event named is gone, or another has taken its place: somebody else's work now. */
export class SupersededError extends TypedError {
  constructor(why: 'SourceGone' | 'SourceChanged', message: string, options?: ErrorOptions) {
    super(`Superseded.${why}`, message, options);
  }
}

/** What a report was asked of cannot be reported: never retried. */
export class ReportError extends TypedError {
  constructor(why: 'NoColumn' | 'TooManyGroups', message: string) {
    super(`Report.${why}`, message);
  }
}

/** A service that the function needs is not answering well at the moment: worth another try. */
export class UnavailableError extends TypedError {
  constructor(service: string, cause: Error) {
    super('Service.Unavailable', `${service} did not answer: ${cause.name}: ${cause.message}`, { cause });
  }
}

/** The function was called with something that it does not understand: a mistake in the workflow, never retried. */
export class InvalidInputError extends TypedError {
  constructor(message: string) {
    super('InvalidInput', message);
  }
}
