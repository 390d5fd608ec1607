import type { Json } from '#asl/json.ts';
import type { Catcher, Retrier } from '../definition/types.ts';
import { errorOutput, isTerminal, StatesError } from '../error.ts';
import { chain, type Eventual } from '../eventual.ts';
import type { Build, Outcome, Transition } from '../execution/program.ts';
import type { Visit } from '../execution/visit.ts';
import type { EventType } from '../history/events.ts';
import type { Exit } from '../language/language.ts';
import { decideRetry, matchesError } from './retry-policy.ts';

/** A state's `Retry` and `Catch` around its work. */
export type Recover = (visit: Visit, work: () => Eventual<Outcome>) => Eventual<Outcome>;

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
  return (visit, work) => new Attempts(visit, work, retriers, catchers, failed).next();
}

/** The attempts of one visit of a state. */
class Attempts {
  readonly #visit: Visit;
  readonly #work: () => Eventual<Outcome>;
  readonly #retriers: readonly Retrier[];
  readonly #catchers: readonly CompiledCatcher[];
  readonly #failed: EventType | undefined;
  readonly #counts: number[];

  constructor(
    visit: Visit,
    work: () => Eventual<Outcome>,
    retriers: readonly Retrier[],
    catchers: readonly CompiledCatcher[],
    failed: EventType | undefined,
  ) {
    this.#visit = visit;
    this.#work = work;
    this.#retriers = retriers;
    this.#catchers = catchers;
    this.#failed = failed;
    this.#counts = retriers.map(() => visit.thread.run.inspection?.retryCount ?? 0);
  }

  next(): Eventual<Outcome> {
    try {
      const outcome = this.#work();
      return outcome instanceof Promise ? outcome.catch((error: unknown) => this.#recover(error)) : outcome;
    } catch (error) {
      return this.#recover(error);
    }
  }

  #recover(error: unknown): Eventual<Outcome> {
    if (!(error instanceof StatesError)) throw error;
    const decision = decideRetry(error, this.#retriers, this.#counts, this.#visit.ports.random);
    if (decision.kind === 'retry') return this.#retry(error, decision.index, decision.delaySeconds);
    if (this.#failed !== undefined && (!isTerminal(error) || this.#visit.hasFailedInside))
      this.#visit.record(this.#failed);
    const index = this.#catchers.findIndex(({ names }) => matchesError(error, names));
    const catcher = this.#catchers[index];
    this.#noteHandlers(decision.index, catcher && index);
    if (catcher === undefined) throw error;
    return this.#catch(error, catcher);
  }

  /** Which retrier has given up, and which catcher takes over. */
  #noteHandlers(retryIndex: number | undefined, catchIndex: number | undefined): void {
    if (retryIndex === undefined && catchIndex === undefined) return;
    this.#visit.noting?.({
      errorDetails: {
        ...(retryIndex !== undefined && { retryIndex }),
        ...(catchIndex !== undefined && { catchIndex }),
      },
    });
  }

  async #retry(error: StatesError, index: number, delaySeconds: number): Promise<Outcome> {
    if (this.#visit.thread.run.inspection !== undefined) {
      this.#visit.noting?.({ errorDetails: { retryIndex: index, retryBackoffIntervalSeconds: delaySeconds } });
      throw error;
    }
    this.#counts[index] = (this.#counts[index] ?? 0) + 1;
    await this.#visit.thread.sleep(delaySeconds * 1000);
    this.#visit.retryCount += 1;
    this.#visit.completed = undefined;
    this.#visit.mapRun = undefined;
    this.#visit.result = undefined;
    this.#visit.forgetContext();
    return this.next();
  }

  #catch(error: StatesError, catcher: CompiledCatcher): Eventual<Outcome> {
    const visit = this.#visit;
    const output = errorOutput(error);
    visit.errorOutput = output;
    visit.failure = error;
    visit.result = undefined;
    const subject: Json = output;
    return chain(catcher.exit(visit, subject, subject), (exited) => catcher.go(visit.leave(exited)));
  }
}
