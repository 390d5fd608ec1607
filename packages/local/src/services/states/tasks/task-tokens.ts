import type { Clock } from '@safelight/asl/clock';
import { StatesError } from '@safelight/asl/error';
import type { Json } from '@safelight/asl/json';
import type { TaskCall } from '@safelight/asl/ports';
import { invalidToken, taskTimedOut } from '#services/states/errors.ts';
import { openTokenRows, type TokenAnswer, type TokenRows } from '#services/states/tasks/token-rows.ts';
import type { Database } from '#store/database.ts';
import { isClosed } from '#store/errors.ts';

/** A task that waits for its token to come back. */
interface Waiting {
  answer(given: TokenAnswer): void;
  heartbeat(): void;
}

/** Whose token it is. */
type WaitingTask = Pick<TaskCall, 'executionArn' | 'stateName' | 'signal'>;

/**
 * The task tokens of running executions: callbacks and activities. What is sent with one is a row before its task goes on,
 * so that it counts also where nobody waits yet: after a restart, or before the call that gave the token out has returned.
 */
export class TaskTokens {
  readonly #waiting = new Map<string, Waiting>();
  readonly #rows: TokenRows;
  readonly #clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.#rows = openTokenRows(database);
    this.#clock = clock;
  }

  /**
   * Resolves when SendTaskSuccess arrives, rejects with a StatesError when SendTaskFailure does, or with the signal's
   * reason when the task has ended otherwise. A token that was given out before is waited for again.
   */
  wait(token: string, task: WaitingTask, onHeartbeat: (at?: number) => void): Promise<Json> {
    const { signal } = task;
    return new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const known = this.#rows.find(token);
      const settle = (given: TokenAnswer) => ('output' in given ? resolve(given.output) : reject(failureOf(given)));
      if (known?.answer) return settle(known.answer);
      if (known === undefined) this.#rows.add(token, task);
      else if (known.heartbeat !== undefined) onHeartbeat(known.heartbeat);
      const abort = () => {
        this.#close(token);
        reject(signal.reason);
      };
      signal.addEventListener('abort', abort, { once: true });
      this.#waiting.set(token, {
        answer(given) {
          signal.removeEventListener('abort', abort);
          settle(given);
        },
        heartbeat: onHeartbeat,
      });
    });
  }

  succeed(token: string, output: Json): void {
    this.#answer(token, { output });
  }

  fail(token: string, error?: string, cause?: string): void {
    this.#answer(token, { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) });
  }

  heartbeat(token: string): void {
    this.#check(token);
    this.#rows.beat(token, this.#clock.now());
    this.#waiting.get(token)?.heartbeat();
  }

  /** An execution was stopped: nobody can answer its tasks any more, also where they were not waited for yet. */
  closeAll(executionArn: string): void {
    this.#rows.closeAll(executionArn);
  }

  #answer(token: string, given: TokenAnswer): void {
    this.#check(token);
    this.#rows.answer(token, given);
    const waiting = this.#waiting.get(token);
    this.#waiting.delete(token);
    waiting?.answer(given);
  }

  #check(token: string): void {
    const row = this.#rows.find(token);
    if (row === undefined) throw invalidToken();
    if (row.isOver) throw taskTimedOut();
  }

  #close(token: string): void {
    this.#waiting.delete(token);
    try {
      this.#rows.close(token);
    } catch (error) {
      // What ends with the system leaves no trace.
      if (!isClosed(error)) throw error;
    }
  }
}

const failureOf = (given: TokenAnswer): StatesError =>
  'output' in given ? new StatesError(undefined) : new StatesError(given.error, given.cause);
