import type { StateNote, StateNotes } from '@safelight/asl/execution/resume/state-note';
import * as z from 'zod';
import { anyJson } from '#services/record.ts';
import { ROOM } from '#services/states/executions/event-rows.ts';
import type { Database } from '#store/database.ts';
import { integer, json } from '#store/kinds.ts';
import type { Command, Query } from '#store/statement.ts';

const stateNote = z.object({
  taskToken: z.optional(z.string()),
  until: z.optional(z.number()),
  items: z.optional(z.array(anyJson)),
  retries: z.optional(
    z.object({ counts: z.array(z.number()), until: z.number(), follows: z.number(), last: z.number() }),
  ),
});

// JSON has no members that are undefined.
const note = json((value) => stateNote.parse(value) as StateNote);

/** What the states of running executions need to go on, beside their events: by the key of the event that entered them. */
export class NoteRows {
  readonly #put: Command<{ key: number; note: StateNote }>;
  readonly #of: Query<{ from: number; to: number }, { key: number; note: StateNote }>;
  readonly #remove: Command<{ from: number; to: number }>;

  constructor(database: Database) {
    const range = { from: integer, to: integer };
    this.#put = database.command({
      sql: 'INSERT INTO states_notes VALUES (:key, :note) ON CONFLICT DO UPDATE SET note = :note',
      takes: { key: integer, note },
    });
    this.#of = database.query({
      sql: 'SELECT key, note FROM states_notes WHERE key BETWEEN :from AND :to',
      takes: range,
      gives: { key: integer, note },
    });
    this.#remove = database.command({ sql: 'DELETE FROM states_notes WHERE key BETWEEN :from AND :to', takes: range });
  }

  /** @param execution its id */
  put(execution: number, enteredId: number, kept: StateNote): void {
    this.#put.run({ key: execution * ROOM + enteredId, note: kept });
  }

  of(execution: number): StateNotes {
    const rows = this.#of.all({ from: execution * ROOM, to: execution * ROOM + ROOM - 1 });
    return new Map(rows.map((row) => [row.key - execution * ROOM, row.note]));
  }

  remove(execution: number): void {
    this.#remove.run({ from: execution * ROOM, to: execution * ROOM + ROOM - 1 });
  }
}
