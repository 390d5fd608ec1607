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
  /** A second name that Retry and Catch may use: a missed heartbeat is reported as `States.Timeout`. */
  readonly alias: string | undefined;

  constructor(error: string | undefined, cause?: string, alias?: string) {
    super(cause ?? error ?? 'failed');
    this.error = error;
    this.cause = cause;
    this.alias = alias;
  }
}

export const RUNTIME_ERROR = 'States.Runtime';
export const QUERY_ERROR = 'States.QueryEvaluationError';

export const DATA_LIMIT_ERROR = 'States.DataLimitExceeded';
export const TIMEOUT_ERROR = 'States.Timeout';

/** A task's result or a state's output is larger than a payload may be. */
export class DataLimitExceeded extends StatesError {
  constructor(what: string) {
    super(
      DATA_LIMIT_ERROR,
      `The state/task '${what}' returned a result with a size exceeding the maximum number of bytes service limit.`,
    );
  }
}

/** Output of the state itself is too large, and not that of an attempt of a task. */
export class OutputTooLarge extends DataLimitExceeded {}

/** Neither Retry nor Catch see it, whatever they name: the execution is over. */
export const isTerminal = (failure: StatesError): boolean =>
  failure.error === RUNTIME_ERROR || failure instanceof OutputTooLarge;

/** `Error` and `Cause` as Catch hands them on: null where whoever failed gave none, as SendTaskFailure may. */
export const errorOutput = ({ error, cause }: StatesError): ErrorOutput => ({
  Error: error ?? null,
  Cause: cause ?? (error === TIMEOUT_ERROR ? '' : null),
});

export type ErrorOutput = { readonly Error: string | null; readonly Cause: string | null };

/** Thrown through states whose execution, branch or item was given up meanwhile: not a failure, and nobody's to catch. */
export class Abandoned extends Error {
  override readonly name = 'Abandoned';
}

/** Data nests deeper than the engine takes. */
export class NestedTooDeeply extends Error {
  override readonly name = 'NestedTooDeeply';

  constructor(most: number) {
    super(`The data is nested too deeply: more than ${most} objects or lists within each other.`);
  }
}

/**
 * Turns what was thrown into the failure of a state, if it is one. What walks through data that nests too deeply for any stack ends
 * with a RangeError.
 */
export const asFailure = (error: unknown): unknown => {
  if (error instanceof NestedTooDeeply) return new StatesError(RUNTIME_ERROR, error.message);
  return error instanceof RangeError ? new StatesError(RUNTIME_ERROR, 'The data is nested too deeply.') : error;
};

export const assertNever = (value: never): never => {
  throw new Error(`unexpected ${JSON.stringify(value)}`);
};
