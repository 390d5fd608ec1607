import type { HistoryEvent } from '@safelight/asl/history/events';
import { isJsonObject } from '@safelight/asl/json';
import type { Database } from '#store/database.ts';
import { integer, json, text } from '#store/kinds.ts';
import type { Command, Query } from '#store/statement.ts';

/** More than a history can have events. */
export const ROOM = 2 ** 15;

/** A part of a history: events beyond an id, in order of it or against. */
export interface HistoryRange {
  /** Not included; undefined for all. */
  readonly after: number | undefined;
  readonly limit: number;
  readonly reverse: boolean;
}

interface Range {
  readonly from: number;
  readonly to: number;
  readonly limit: number;
}

// Events come from the engine as they are typed, and nobody else writes the table.
const isEvent = (value: unknown): value is HistoryEvent =>
  isJsonObject(value) && typeof value.id === 'number' && typeof value.type === 'string';

const event = json((value) => {
  if (isEvent(value)) return value;
  throw new TypeError('This is no event.');
});

/** The histories of Standard executions. */
export class EventRows {
  readonly #add: Command<{ key: number; event: string }>;
  readonly #forward: Query<Range, { event: HistoryEvent }>;
  readonly #backward: Query<Range, { event: HistoryEvent }>;
  readonly #remove: Command<{ from: number; to: number }>;

  constructor(database: Database) {
    const [takes, gives] = [{ from: integer, to: integer, limit: integer }, { event }];
    const select = 'SELECT event FROM states_events WHERE key BETWEEN :from AND :to ORDER BY key';
    this.#add = database.command({
      sql: 'INSERT INTO states_events VALUES (:key, :event)',
      takes: { key: integer, event: text },
    });
    this.#forward = database.query({ sql: `${select} LIMIT :limit`, takes, gives });
    this.#backward = database.query({ sql: `${select} DESC LIMIT :limit`, takes, gives });
    this.#remove = database.command({
      sql: 'DELETE FROM states_events WHERE key BETWEEN :from AND :to',
      takes: { from: integer, to: integer },
    });
  }

  /** @param execution its id */
  add(execution: number, added: HistoryEvent): void {
    this.#add.run({ key: execution * ROOM + added.id, event: JSON.stringify(added) });
  }

  of(execution: number, { after, limit, reverse }: HistoryRange): readonly HistoryEvent[] {
    const [first, last] = [execution * ROOM, execution * ROOM + ROOM - 1];
    const rows = reverse
      ? this.#backward.all({ from: first, to: after === undefined ? last : first + after - 1, limit })
      : this.#forward.all({ from: first + (after ?? 0) + 1, to: last, limit });
    return rows.map((row) => row.event);
  }

  all(execution: number): readonly HistoryEvent[] {
    return this.of(execution, { after: undefined, limit: ROOM, reverse: false });
  }

  remove(execution: number): void {
    this.#remove.run({ from: execution * ROOM, to: execution * ROOM + ROOM - 1 });
  }
}
