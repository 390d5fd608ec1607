import { StatesError } from '@safelight/asl/error';
import type { Json } from '@safelight/asl/json';
import { invalidToken, taskTimedOut } from '#services/states/errors.ts';

/** A task that waits for its token to come back. */
interface Waiting {
  resolve(result: Json): void;
  reject(failure: StatesError): void;
  heartbeat(): void;
}

/** Tokens that are over are remembered for a while, so that a late answer is told from a made-up token. */
const REMEMBERED = 10_000;

/** The task tokens of running executions: callbacks and activities. */
export class TaskTokens {
  readonly #waiting = new Map<string, Waiting>();
  readonly #over = new Set<string>();

  /**
   * Resolves when SendTaskSuccess arrives, rejects with a StatesError when SendTaskFailure does, or with the signal's
   * reason when the task has ended otherwise.
   */
  wait(token: string, signal: AbortSignal, onHeartbeat: () => void): Promise<Json> {
    return new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const settle = (act: () => void) => {
        signal.removeEventListener('abort', abort);
        this.#close(token);
        act();
      };
      const abort = () => settle(() => reject(signal.reason));
      signal.addEventListener('abort', abort, { once: true });
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
    throw this.#over.has(token) ? taskTimedOut() : invalidToken();
  }

  #close(token: string): void {
    this.#waiting.delete(token);
    this.#over.add(token);
    const [oldest] = this.#over;
    if (this.#over.size > REMEMBERED && oldest !== undefined) this.#over.delete(oldest);
  }
}
