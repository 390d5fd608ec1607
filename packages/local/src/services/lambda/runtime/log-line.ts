import { format } from 'node:util';

/** One call of a `console` method. */
interface Logged {
  /** ISO 8601. */
  readonly time: string;
  readonly requestId: string;
  readonly level: string;
  readonly message: unknown;
  readonly values: readonly unknown[];
}

/** A line of the text format: time, request id, level and message, with tabs between. */
export const textLine = ({ time, requestId, level, message, values }: Logged): string =>
  [time, requestId, level, format(message, ...values)].join('\t');

/**
 * A line of the JSON format. A single value is kept as it is; of several, the first error is told beside the message.
 * https://docs.aws.amazon.com/lambda/latest/dg/nodejs-logging.html
 */
export function jsonLine({ time, requestId, level, message, values }: Logged): string {
  const line = { timestamp: time, level, requestId };
  if (values.length === 0) return singleLine(line, message);
  const error = values.find((value) => value instanceof Error);
  return JSON.stringify({ ...line, message: format(message, ...values), ...(error && named(error)) });
}

function singleLine(line: object, message: unknown): string {
  try {
    return JSON.stringify({ ...line, message }, (_, value) =>
      value instanceof Error ? { ...named(value), ...value } : value,
    );
  } catch {
    // What refers to itself has no JSON.
    return JSON.stringify({ ...line, message: format(message) });
  }
}

const named = (error: Error) => ({
  errorType: error.constructor?.name ?? 'UnknownError',
  errorMessage: error.message,
  stackTrace: typeof error.stack === 'string' ? error.stack.split('\n') : [],
});
