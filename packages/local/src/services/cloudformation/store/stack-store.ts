import {
  type ChangeSetRecord,
  changeSetRecord,
  type EventRecord,
  eventRecord,
  type StackRecord,
  stackRecord,
} from '#services/cloudformation/store/records.ts';
import type { Database } from '#store/database.ts';
import { openDocuments } from '#store/documents.ts';
import { integer, json, text } from '#store/kinds.ts';

/** Stacks, what became of them, and change sets, in the database. */
export interface StackStore {
  /** In the order in which they were made, deleted ones too. */
  all(): readonly StackRecord[];
  /** By name, for one that is there, or by id, for any. */
  find(nameOrId: string): StackRecord | undefined;
  write(stack: StackRecord): void;
  /** Keeps what is written in memory while something is done, and writes it once at the end. */
  writingOnce<T>(work: () => Promise<T>): Promise<T>;
  /** Of a change set that was deleted before it was executed. */
  forget(id: string): void;
  addEvent(stackId: string, event: EventRecord): void;
  /** The newest first, from before the place that the page before ended at. */
  events(stackId: string, before: number | undefined, limit: number): readonly PlacedEvent[];
  readonly changeSets: {
    all(): readonly ChangeSetRecord[];
    write(changeSet: ChangeSetRecord): void;
    remove(id: string): void;
  };
}

export interface PlacedEvent {
  readonly place: number;
  readonly event: EventRecord;
}

const EVENTS = `CREATE TABLE cloudformation_events (
  place INTEGER PRIMARY KEY, stack TEXT NOT NULL, document TEXT NOT NULL
) STRICT;
CREATE INDEX cloudformation_events_of ON cloudformation_events (stack, place)`;

const LAST = Number.MAX_SAFE_INTEGER;

export function openStackStore(database: Database): StackStore {
  const stacks = openDocuments(database, 'cloudformation_stacks', stackRecord.parse);
  const changeSets = openDocuments(database, 'cloudformation_change_sets', changeSetRecord.parse);
  database.migrate({ module: 'cloudformation_events', steps: [EVENTS] });
  const add = database.command({
    sql: 'INSERT INTO cloudformation_events (stack, document) VALUES (:stack, :document)',
    takes: { stack: text, document: json(eventRecord.parse) },
  });
  const page = database.query({
    sql: `SELECT place, document FROM cloudformation_events
          WHERE stack = :stack AND place < :before ORDER BY place DESC LIMIT :limit`,
    takes: { stack: text, before: integer, limit: integer },
    gives: { place: integer, document: json(eventRecord.parse) },
  });
  const known = new Map(stacks.all().map((stack) => [stack.id, stack]));
  let waiting: Set<string> | undefined;
  const all = () => [...known.values()];
  const write = (id: string) => {
    const stack = known.get(id);
    if (stack) stacks.write(id, stack);
  };
  return {
    all,
    find: (nameOrId) =>
      known.get(nameOrId) ?? all().find(({ name, deletedAt }) => name === nameOrId && deletedAt === undefined),
    write(stack) {
      known.set(stack.id, stack);
      if (waiting) waiting.add(stack.id);
      else write(stack.id);
    },
    async writingOnce(work) {
      waiting = new Set();
      try {
        return await work();
      } finally {
        for (const id of waiting) write(id);
        waiting = undefined;
      }
    },
    forget(id) {
      known.delete(id);
      stacks.remove(id);
    },
    addEvent: (stack, document) => void add.run({ stack, document }),
    events: (stack, before = LAST, limit) =>
      page.all({ stack, before, limit }).map(({ place, document }) => ({ place, event: document })),
    changeSets: {
      all: changeSets.all,
      write: (changeSet) => changeSets.write(changeSet.id, changeSet),
      remove: (id) => changeSets.remove(id),
    },
  };
}
