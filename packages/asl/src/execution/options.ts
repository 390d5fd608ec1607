import type { HistoryEvent } from '../history/events.ts';
import type { HistoryListener } from '../history/history.ts';
import type { KeepNote, StateNotes } from './resume/state-note.ts';
import type { ExecutionType, Identity } from './run.ts';

/** Options of a run of an execution. */
export interface ExecuteOptions {
  readonly identity: Omit<Identity, 'redriveCount' | 'startTime'> &
    Partial<Pick<Identity, 'redriveCount' | 'startTime'>>;
  readonly type: ExecutionType;
  /** JSON text of the input; absent where nobody has written it yet. */
  readonly inputText?: string;
  /** Told of each event as it happens. */
  readonly onEvent?: HistoryListener;
  /** False where nobody will ask for the history: events then go to `onEvent` only. */
  readonly keepHistory?: boolean;
  /** Goes on where an earlier run stopped, instead of starting: RedriveExecution. */
  readonly redrive?: { readonly events: readonly HistoryEvent[] };
  /** Told of what going on with it would take, beside its events. */
  readonly onNote?: KeepNote;
  /** Goes on with an execution whose process ended, as if nothing had happened: its events so far, and its notes. */
  readonly resume?: Resumed;
}

/** Rest that an execution left when its process ended. */
export interface Resumed {
  readonly events: readonly HistoryEvent[];
  readonly notes: StateNotes;
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
export const QUOTAS = {
  standardEvents: 25_000,
  expressSeconds: 300,
} as const;
