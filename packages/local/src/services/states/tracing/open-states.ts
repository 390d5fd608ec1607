import type { HistoryEvent } from '@safelight/asl/history/events';

/** A state that was entered and not yet left. */
export interface OpenState {
  /** Of its StateEntered event. */
  readonly id: number;
  readonly name: string;
  /** Milliseconds since the epoch. */
  readonly begun: number;
  /** The Map or Parallel state that it is within. */
  readonly within: OpenState | undefined;
}

/** A state that was left. */
interface LeftState {
  readonly state: OpenState;
  readonly ended: number;
  /** Given up because of another: it did not fail by itself. */
  readonly isAborted: boolean;
}

const ABORTED = /StateAborted$/;

/** Follows an execution's events: which states are open, and which each event leaves. */
export class OpenStates {
  readonly #places = new Map<number, OpenState | undefined>();
  readonly #open = new Set<OpenState>();

  /** Those that are open now, outer ones first. */
  get all(): readonly OpenState[] {
    return [...this.#open];
  }

  /** What an event leaves: a state, and with it all that was open within. */
  on(event: HistoryEvent): readonly LeftState[] {
    const {
      id,
      previousEventId,
      timestamp,
      type,
      stateEnteredEventDetails: entered,
      stateExitedEventDetails: exited,
    } = event;
    const place = this.#places.get(previousEventId);
    if (entered) {
      const state = { id, name: entered.name, begun: timestamp, within: place };
      this.#open.add(state);
      this.#places.set(id, state);
      return [];
    }
    const isAborted = ABORTED.test(type);
    const left = exited ? outward(place, exited.name) : isAborted ? place : undefined;
    this.#places.set(id, left ? left.within : place);
    return left ? this.#leave(left, timestamp, isAborted) : [];
  }

  #leave(left: OpenState, ended: number, isAborted: boolean): readonly LeftState[] {
    const those = this.all.filter((state) => isWithin(state, left));
    for (const state of those) this.#open.delete(state);
    return those.map((state) => ({ state, ended, isAborted: isAborted || state !== left }));
  }
}

/** Names of states are unique in a machine. */
function outward(state: OpenState | undefined, name: string): OpenState | undefined {
  return state === undefined || state.name === name ? state : outward(state.within, name);
}

const isWithin = (state: OpenState | undefined, outer: OpenState): boolean =>
  state !== undefined && (state === outer || isWithin(state.within, outer));
