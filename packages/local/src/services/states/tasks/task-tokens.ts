import { StatesError } from '@safelight/asl/error';
import type { Json } from '@safelight/asl/json';
import type { TaskCall } from '@safelight/asl/ports';
import { invalidToken, taskTimedOut } from '#services/states/errors.ts';
import { openTokenRows, type TokenRows } from '#services/states/tasks/token-rows.ts';
import type { Database } from '#store/database.ts';
import { isClosed } from '#store/errors.ts';

/** A task that waits for its token to come back. */
interface Waiting {
  resolve(result: Json): void;
  reject(failure: StatesError): void;
  heartbeat(): void;
}

/** Whose token it is. */
type WaitingTask = Pick<TaskCall, 'executionArn' | 'stateName' | 'signal'>;

/** The task tokens of running executions: callbacks and activities. */
export class TaskTokens {
  readonly #waiting = new Map<string, Waiting>();
  readonly #rows: TokenRows;

  constructor(database: Database) {
    this.#rows = openTokenRows(database);
  }

  /**
   * Resolves when SendTaskSuccess arrives, rejects with a StatesError when SendTaskFailure does, or with the signal's
   * reason when the task has ended otherwise.
   */
  wait(token: string, task: WaitingTask, onHeartbeat: () => void): Promise<Json> {
    const { signal } = task;
    return new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const settle = (act: () => void) => {
        signal.removeEventListener('abort', abort);
        this.#close(token);
        act();
      };
      const abort = () => settle(() => reject(signal.reason));
      signal.addEventListener('abort', abort, { once: true });
      this.#rows.add(token, task);
      this.#waiting.set(token, {
        resolve: (result) => settle(() => resolve(result)),
        reject: (failure) => settle(() => reject(failure)),
        heartbeat: onHeartbeat,
      });
    });
  }

  succeed(token: string, result: Json): void {
    this.#find(token).resolve(result);
  }

  fail(token: string, error?: string, cause?: string): void {
    this.#find(token).reject(new StatesError(error, cause));
  }

  heartbeat(token: string): void {
    this.#find(token).heartbeat();
  }

  #find(token: string): Waiting {
    const waiting = this.#waiting.get(token);
    if (waiting) return waiting;
    throw this.#rows.isOver(token) === undefined ? invalidToken() : taskTimedOut();
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
