import type { Json } from '#asl/json.ts';
import type { Catcher, Retrier } from '../../definition/types.ts';
import { errorOutput, isTerminal, StatesError } from '../../error.ts';
import { chain, type Eventual } from '../../execution/eventual.ts';
import type { Build, StateOutcome, Transition } from '../../execution/program.ts';
import type { StateExecution } from '../../execution/state-execution.ts';
import type { EventType } from '../../history/events.ts';
import type { Exit } from '../../language/language.ts';
import { decideRetry, matchesError } from './retry-policy.ts';

/** A state's `Retry` and `Catch` around its work. */
export type Recover = (execution: StateExecution, work: () => Eventual<StateOutcome>) => Eventual<StateOutcome>;

interface CompiledCatcher {
  readonly names: readonly string[];
  readonly exit: Exit;
  readonly go: Transition;
}

interface Fields {
  readonly Retry?: readonly Retrier[];
  readonly Catch?: readonly Catcher[];
}

/** `failed` is recorded when no retry is left, before a catcher or the failure of the execution. */
export function compileRecovery(state: Fields, build: Build, failed?: EventType): Recover {
  const retriers = state.Retry ?? [];
  const catchers = (state.Catch ?? []).map(
    (catcher, index): CompiledCatcher => ({
      names: catcher.ErrorEquals,
      exit: build.language.caught(catcher, index),
      go: build.to(catcher.Next),
    }),
  );
  return (execution, work) => new Attempts(execution, work, retriers, catchers, failed).begin();
}

/** The attempts of one execution of a state. */
class Attempts {
  readonly #execution: StateExecution;
  readonly #work: () => Eventual<StateOutcome>;
  readonly #retriers: readonly Retrier[];
  readonly #catchers: readonly CompiledCatcher[];
  readonly #failed: EventType | undefined;
  readonly #counts: number[];

  constructor(
    execution: StateExecution,
    work: () => Eventual<StateOutcome>,
    retriers: readonly Retrier[],
    catchers: readonly CompiledCatcher[],
    failed: EventType | undefined,
  ) {
    this.#execution = execution;
    this.#work = work;
    this.#retriers = retriers;
    this.#catchers = catchers;
    this.#failed = failed;
    const { note, thread } = execution;
    this.#counts = retriers.map((_, index) => note?.retries?.counts[index] ?? thread.run.inspection?.retryCount ?? 0);
  }

  /** Goes on with the pause before an attempt, where the process ended in it. */
  begin(): Eventual<StateOutcome> {
    const { note, replay } = this.#execution;
    if (note?.retries === undefined || replay !== undefined) return this.#next();
    return this.#nextAfter(note.retries.until);
  }

  #next(): Eventual<StateOutcome> {
    try {
      const outcome = this.#work();
      return outcome instanceof Promise ? outcome.catch((error: unknown) => this.#recover(error)) : outcome;
    } catch (error) {
      return this.#recover(error);
    }
  }

  #recover(error: unknown): Eventual<StateOutcome> {
    if (!(error instanceof StatesError)) throw error;
    const decision = decideRetry(error, this.#retriers, this.#counts, this.#execution.ports.random);
    if (decision.kind === 'retry') return this.#retry(error, decision.index, decision.delaySeconds);
    if (this.#failed !== undefined && (!isTerminal(error) || this.#execution.hasFailedInside))
      this.#execution.record(this.#failed);
    const index = this.#catchers.findIndex(({ names }) => matchesError(error, names));
    const catcher = this.#catchers[index];
    this.#noteHandlers(decision.index, catcher && index);
    if (catcher === undefined) throw error;
    return this.#catch(error, catcher);
  }

  /** Which retrier has given up, and which catcher takes over. */
  #noteHandlers(retryIndex: number | undefined, catchIndex: number | undefined): void {
    if (retryIndex === undefined && catchIndex === undefined) return;
    this.#execution.noting?.({
      errorDetails: {
        ...(retryIndex !== undefined && { retryIndex }),
        ...(catchIndex !== undefined && { catchIndex }),
      },
    });
  }

  async #retry(error: StatesError, index: number, delaySeconds: number): Promise<StateOutcome> {
    if (this.#execution.thread.run.inspection !== undefined) {
      this.#execution.noting?.({ errorDetails: { retryIndex: index, retryBackoffIntervalSeconds: delaySeconds } });
      throw error;
    }
    this.#counts[index] = (this.#counts[index] ?? 0) + 1;
    const { thread, ports } = this.#execution;
    const until = ports.clock.now() + delaySeconds * 1000;
    const { cursor: follows, run } = thread;
    this.#execution.keep({ retries: { counts: [...this.#counts], until, follows, last: run.history.lastId } });
    return this.#nextAfter(until);
  }

  async #nextAfter(until: number): Promise<StateOutcome> {
    await this.#execution.thread.sleepUntil(until);
    this.#execution.beginAgain(this.#counts);
    return this.#next();
  }

  #catch(error: StatesError, catcher: CompiledCatcher): Eventual<StateOutcome> {
    const execution = this.#execution;
    const output = errorOutput(error);
    execution.errorOutput = output;
    execution.failure = error;
    execution.result = undefined;
    const subject: Json = output;
    return chain(catcher.exit(execution, subject, subject), (exited) => catcher.go(execution.leave(exited)));
  }
}
