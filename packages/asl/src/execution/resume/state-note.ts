import type { Json } from '#asl/json.ts';

/**
 * Note of a state that is under way: what going on with it takes, and no event of its history tells. It is kept beside the
 * history, by the id of the state's StateEntered event, and each one replaces the one before.
 */
export interface StateNote {
  /** Token of the attempt that is under way. */
  readonly taskToken?: string;
  /** Wait: when it is over, in milliseconds since the epoch. */
  readonly until?: number;
  readonly retries?: RetryNote;
  /** Items of an inline Map whose expression may come out otherwise another time. */
  readonly items?: readonly Json[];
}

/** Standing of `Retry`. */
export interface RetryNote {
  /** How often each retrier has retried, the attempt included that comes next. */
  readonly counts: readonly number[];
  /** When the next attempt begins, in milliseconds since the epoch. */
  readonly until: number;
  /** What the next attempt's first event follows. */
  readonly follows: number;
  /** The last event of the attempts so far. */
  readonly last: number;
}

/** The notes of an execution, by the ids of StateEntered events. */
export type StateNotes = ReadonlyMap<number, StateNote>;

/** Keeps a note; called in the turn in which its events are recorded. */
export type KeepNote = (enteredId: number, note: StateNote) => void;
