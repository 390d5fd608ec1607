/** How Lambda reports an error of a function: https://docs.aws.amazon.com/lambda/latest/dg/nodejs-exceptions.html */
export interface ErrorResponse {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace: readonly string[];
}

export function errorResponse(error: unknown): ErrorResponse {
  try {
    if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error), trace: [] };
    return {
      errorType: printable(error.name),
      errorMessage: printable(error.message),
      trace: error.stack === undefined ? [] : printable(error.stack).split('\n'),
    };
  } catch {
    return { errorType: 'handled', errorMessage: UNREADABLE, trace: [] };
  }
}

const UNREADABLE =
  'callback called with Error argument, but there was a problem while retrieving one or more of its message, name, and stack';

/** The only sign below 128 that may not stand in a header. */
const printable = (text: string) => text.replaceAll('\x7F', '%7F');

/** An error as the text log of a failed invocation shows it: with its own properties. */
export function describeError(error: Error): string {
  try {
    return JSON.stringify(error, (_, value) => (value instanceof Error ? withProperties(value) : value));
  } catch {
    return JSON.stringify(errorResponse(error));
  }
}

const withProperties = (error: Error): object => ({
  errorType: error.name,
  errorMessage: error.message,
  code: 'code' in error ? error.code : undefined,
  ...error,
  ...(typeof error.stack === 'string' && { stack: error.stack.split('\n') }),
});

/** An error of the runtime itself, such as a handler that is not there. */
export function runtimeError(name: string, message: string): Error {
  const error = new Error(message);
  error.name = name;
  return error;
}
