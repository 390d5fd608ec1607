/** One invocation of a handler in a fresh environment. */
export interface Run {
  readonly taskRoot: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly requestId: string;
  readonly traceId: string;
  /** Milliseconds since the epoch. */
  readonly deadline: number;
  readonly event: unknown;
}

/** What came of it. */
export interface Answer {
  readonly result?: unknown;
  readonly error?: { readonly errorType: string; readonly errorMessage: string; readonly trace?: readonly string[] };
  readonly log?: readonly string[];
}

const TIME = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z/g;

/** What must be equal: neither stacks nor where each runtime's own code lies, and of the log what `console` wrote. */
export function comparable({ result, error, log = [] }: Answer): object {
  const own = log.filter((line) => /^(\{|\d{4}-)/.test(line) && !/(Invoke|Init) Error \t|stackTrace/.test(line));
  return {
    result,
    errorType: error?.errorType,
    errorMessage: error?.errorMessage.split('\n')[0],
    traced: (error?.trace?.length ?? 0) > 0,
    // Two streams: which line came first cannot be told.
    log: own.map((line) => line.replaceAll(TIME, 'TIME').split('\r    at ')[0]).toSorted(),
  };
}
