import type { Json } from '#asl/json.ts';
import { Abandoned, asFailure, RUNTIME_ERROR, StatesError, TIMEOUT_ERROR } from './error.ts';
import { type Beginning, beginningOf } from './execution/beginning.ts';
import { type ExecuteOptions, QUOTAS } from './execution/options.ts';
import type { Run } from './execution/run.ts';
import { rootThread, type Thread } from './execution/thread.ts';
import { COMPLETE, failureDetails } from './history/events.ts';
import { History, HistoryLimitExceeded } from './history/history.ts';
import type { Machine } from './machine.ts';
import type { Payload } from './payload.ts';
import type { Ports } from './ports.ts';

/** End of an execution. `output` is JSON text too; `stopTime` is in milliseconds since the epoch. */
export type ExecutionResult = { readonly stopTime: number } & (
  | { readonly status: 'SUCCEEDED'; readonly output: Payload }
  | { readonly status: 'FAILED' | 'ABORTED'; readonly error?: string; readonly cause?: string }
  | { readonly status: 'TIMED_OUT'; readonly error?: never; readonly cause?: never }
);

export interface Execution {
  /** Settles when the execution is over; it never rejects but for a defect of the engine or of a port. */
  readonly result: Promise<ExecutionResult>;
  readonly history: History;
  /** Ends it as StopExecution does. Without effect when it is over. */
  stop(error?: string, cause?: string): void;
}

/**
 * Runs a state machine on an input, or goes on with an execution that is redriven, or whose process ended. Nothing happens before the caller's
 * current turn is over, so that it can subscribe first.
 */
export function execute(machine: Machine, input: Json, ports: Ports, options: ExecuteOptions): Execution {
  const { onEvent, keepHistory = true, type, inputText, onNote: keepNote, resume, redrive } = options;
  const history = new History({
    clock: ports.clock,
    limit: type === 'STANDARD' ? QUOTAS.standardEvents : Number.POSITIVE_INFINITY,
    listener: onEvent,
    keep: keepHistory,
    earlier: resume?.events ?? redrive?.events,
  });
  const now = ports.clock.now();
  const identity = { redriveCount: 0, startTime: now, ...options.identity };
  const run: Run = { identity, type, input, inputText, ports, history, keepNote, notes: resume?.notes };
  const since = resume === undefined ? now : (identity.redriveTime ?? identity.startTime);
  return new RunningExecution(run, beginningOf(machine, options), { seconds: machine.timeoutSeconds, since });
}

/** How long an execution may take, and since when, in milliseconds since the epoch. */
interface TimeLimit {
  readonly seconds: number | undefined;
  readonly since: number;
}

class RunningExecution implements Execution {
  readonly result: Promise<ExecutionResult>;
  readonly #run: Run;
  readonly #root: Thread;
  readonly #begin: Beginning;
  readonly #limit: TimeLimit;
  readonly #settle: { resolve: (result: ExecutionResult) => void; reject: (error: unknown) => void };
  #isOver = false;

  constructor(run: Run, begin: Beginning, limit: TimeLimit) {
    this.#run = run;
    this.#root = rootThread(run);
    this.#begin = begin;
    this.#limit = limit;
    const { promise, resolve, reject } = Promise.withResolvers<ExecutionResult>();
    this.result = promise;
    this.#settle = { resolve, reject };
    queueMicrotask(() => this.#start());
  }

  get history(): History {
    return this.#run.history;
  }

  stop(error?: string, cause?: string): void {
    if (this.#isOver) return;
    const details = failureDetails({ error, cause });
    this.history.end('ExecutionAborted', 0, 'executionAbortedEventDetails', details);
    this.#end({ status: 'ABORTED', ...details, stopTime: this.#now() });
  }

  #start(): void {
    if (this.#isOver) return;
    try {
      const output = this.#begin(this.#root);
      if (!(output instanceof Promise)) {
        this.#succeed(output);
        return;
      }
      this.#limitTime();
      output.then((payload) => this.#succeed(payload)).catch((error: unknown) => this.#fail(error));
    } catch (error) {
      this.#fail(error);
    }
  }

  #succeed(output: Payload): void {
    if (this.#isOver) return;
    const details = { output: output.text, outputDetails: COMPLETE };
    this.history.end('ExecutionSucceeded', this.#root.cursor, 'executionSucceededEventDetails', details);
    this.#end({ status: 'SUCCEEDED', output, stopTime: this.#now() });
  }

  #fail(error: unknown): void {
    if (this.#isOver || error instanceof Abandoned) return;
    const failure = endingOf(error);
    if (!(failure instanceof StatesError)) {
      this.#breakOff(failure);
      return;
    }
    try {
      const details = failureDetails(failure);
      this.history.end('ExecutionFailed', this.#root.cursor, 'executionFailedEventDetails', details);
      this.#end({ status: 'FAILED', ...details, stopTime: this.#now() });
    } catch (defect) {
      this.#breakOff(defect);
    }
  }

  /** A defect, such as a history that can no longer be written: it is no end of the execution. */
  #breakOff(defect: unknown): void {
    this.#isOver = true;
    this.#root.cancellation.cancel();
    this.#settle.reject(defect);
  }

  #limitTime(): void {
    const own = this.#limit.seconds ?? Number.POSITIVE_INFINITY;
    const seconds = this.#run.type === 'EXPRESS' ? Math.min(own, QUOTAS.expressSeconds) : own;
    if (seconds === Number.POSITIVE_INFINITY) return;
    this.#root
      .sleepUntil(this.#limit.since + seconds * 1000)
      .then(() => this.#timeOut())
      .catch((error: unknown) => this.#fail(error));
  }

  #timeOut(): void {
    if (this.#isOver) return;
    // The error stands in the event only: DescribeExecution has none.
    this.history.end('ExecutionTimedOut', 0, 'executionTimedOutEventDetails', { error: TIMEOUT_ERROR });
    this.#end({ status: 'TIMED_OUT', stopTime: this.#now() });
  }

  #end(result: ExecutionResult): void {
    this.#isOver = true;
    this.#root.cancellation.cancel();
    this.#settle.resolve(result);
  }

  #now(): number {
    return this.#run.ports.clock.now();
  }
}

/** What bounds the whole execution is nobody's to catch; what else is no failure of the language is a fault of ours. */
function endingOf(error: unknown): unknown {
  if (error instanceof HistoryLimitExceeded)
    return new StatesError(
      RUNTIME_ERROR,
      `The execution reached the maximum number of history events (${QUOTAS.standardEvents}).`,
    );
  return asFailure(error);
}
