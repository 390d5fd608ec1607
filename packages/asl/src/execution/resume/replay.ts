import type { EventType, HistoryEvent } from '../../history/events.ts';
import type { StateNote } from './state-note.ts';
import type { StateRecord, ThreadRecord } from './thread-record.ts';

/**
 * Replay of the attempt that a state was in when its process ended. What the state does again is answered by the event
 * that it left the first time, until there are no more.
 */
export class Replay {
  readonly #events: HistoryEvent[];
  /** The branches or iterations that have begun, by index. */
  readonly threads: ReadonlyMap<number, ThreadRecord>;
  /** Where iterations ended that have succeeded, in that order. */
  readonly freed: readonly number[];

  constructor(record: StateRecord) {
    this.#events = [...record.events];
    this.threads = record.threads;
    this.freed = record.freed;
  }

  /** The id of the event that a step has left, which is then used up. */
  take(type: EventType): number | undefined {
    const index = this.#events.findIndex((event) => event.type === type);
    return index < 0 ? undefined : this.#events.splice(index, 1)[0]?.id;
  }

  /** The first event whose type ends so. */
  find(ending: string): HistoryEvent | undefined {
    return this.#events.find(({ type }) => type.endsWith(ending));
  }
}

/** Undefined where no attempt is under way: the last one has failed, and the next has not begun. */
export function replayOf(record: StateRecord, { retries }: StateNote): Replay | undefined {
  const last = record.events.at(-1)?.id;
  if (last === undefined || (retries !== undefined && last <= retries.last)) return undefined;
  return new Replay(record);
}
