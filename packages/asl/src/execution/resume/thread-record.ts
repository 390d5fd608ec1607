import type { Json } from '#asl/json.ts';
import type { ExitedDetails, HistoryEvent } from '../../history/events.ts';
import type { CompiledState, CompiledStates } from '../program.ts';

/** Record of a line of control, as a history tells of it: an execution's own, a Parallel branch's or a Map iteration's. */
export class ThreadRecord {
  readonly scope: CompiledStates;
  /** The Map or Parallel state that it is a part of. */
  readonly parent: StateRecord | undefined;
  /** The event that its next one follows. */
  cursor: number;
  /** The state that it is in, or has left last. */
  state: StateRecord | undefined;
  /** What its states assigned. */
  readonly assigned: Record<string, Json> = {};
  /** A Map iteration that has recorded its success. */
  hasSucceeded = false;

  constructor(scope: CompiledStates, parent: StateRecord | undefined, cursor: number) {
    this.scope = scope;
    this.parent = parent;
    this.cursor = cursor;
  }
}

/** Record of a state that was entered. */
export class StateRecord {
  readonly thread: ThreadRecord;
  readonly state: CompiledState;
  /** Its StateEntered event. */
  readonly entered: HistoryEvent;
  /** Once it was left. */
  exited: ExitedDetails | undefined;
  /** All attempts have failed. */
  hasFailed = false;
  /** Its own events of the last attempt. */
  events: HistoryEvent[] = [];
  /** The branches or iterations of the last attempt, by index. */
  threads = new Map<number, ThreadRecord>();
  /** Where its iterations ended that have succeeded, in the order in which they did. */
  freed: number[] = [];

  constructor(thread: ThreadRecord, state: CompiledState, entered: HistoryEvent) {
    this.thread = thread;
    this.state = state;
    this.entered = entered;
  }

  get isOpen(): boolean {
    return this.exited === undefined && !this.hasFailed;
  }

  /** Another attempt begins. */
  begin(): void {
    this.events = [];
    this.threads = new Map();
    this.freed = [];
  }
}
