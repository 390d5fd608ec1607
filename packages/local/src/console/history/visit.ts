/** How a visit of a state stands: `caught` where it failed and a catcher took over. */
export type VisitStatus = 'running' | 'retrying' | 'succeeded' | 'caught' | 'failed' | 'aborted';

/** One call of a task; times are milliseconds since the epoch. */
export interface Attempt {
  readonly at: number;
  startedAt?: number;
  endedAt?: number;
  /** Service and action, such as `lambda:invoke`. */
  readonly resource?: string;
  /** What it was called with, JSON. */
  readonly arguments?: string;
  /** What a `.sync` or token call answered at once, JSON. */
  submitted?: string;
  /** What it answered in the end, JSON. */
  result?: string;
  error?: string;
  cause?: string;
}

/** One round of a Map. */
export interface Iteration {
  readonly index: number;
  readonly startedAt: number;
  endedAt?: number;
  status: 'running' | 'succeeded' | 'failed' | 'aborted';
}

/** One visit of a state, from being entered to being left. */
export interface Visit {
  /** Id of the event by which it was entered. */
  readonly id: number;
  readonly name: string;
  /** Type of the state, such as `Task`. */
  readonly kind: string;
  /** The Map or Parallel around it. */
  readonly parent: Visit | undefined;
  /** Name of the state that led to it; none where it is the first. */
  readonly after: string | undefined;
  /** Of the Map around it. */
  readonly iteration: Iteration | undefined;
  readonly enteredAt: number;
  readonly input: string | undefined;
  exitedAt?: number;
  output?: string;
  /** Variables that it assigned, JSON by name. */
  assigned?: Readonly<Record<string, string>>;
  readonly attempts: Attempt[];
  readonly errors: { readonly error: string; readonly cause: string | undefined; readonly at: number }[];
  /** Of a Map, by index. */
  iterations: Map<number, Iteration>;
  /** Items of a Map; of a Parallel none. */
  total: number;
  mapRunArn?: string;
  isFailing: boolean;
  status: VisitStatus;
}
