import type { Resumed } from '@safelight/asl/execution/options';
import type { KeepNote } from '@safelight/asl/execution/resume/state-note';
import type { HistoryEvent } from '@safelight/asl/history/events';
import type { HistoryListener } from '@safelight/asl/history/history';
import { executionMissing } from '#services/states/errors.ts';
import type { RunHandle } from '#services/states/executions/engine.ts';
import { EventRows, type HistoryRange } from '#services/states/executions/event-rows.ts';
import { type ExecutionRange, type ExecutionRow, ExecutionRows } from '#services/states/executions/execution-rows.ts';
import { NoteRows } from '#services/states/executions/note-rows.ts';
import type { ExecutionHead, ExecutionRecord } from '#services/states/executions/record.ts';
import { executionsSchema } from '#services/states/executions/schema.ts';
import type { Database } from '#store/database.ts';
import { StoreError } from '#store/errors.ts';

/** Writes what happens to an execution. */
export interface ExecutionWriter {
  readonly onEvent: HistoryListener;
  readonly onNote: KeepNote;
  /** @param output JSON text, of one that has succeeded */
  end(record: ExecutionRecord, output?: string): void;
}

/** A Standard execution that has not ended. */
export interface Running {
  readonly handle: RunHandle;
  readonly head: ExecutionHead;
  /** Resolves when its end is recorded. */
  readonly ended: Promise<void>;
}

/** An execution's payloads beside its record. */
export interface ExecutionContent {
  readonly head: ExecutionHead;
  /** JSON text, once it has succeeded. */
  readonly output: string | undefined;
}

/**
 * Store of all Standard executions: records and histories are rows, and of the running ones there are handles. Closed ones are
 * forgotten after 90 days, and only then is their name free again.
 * https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
 */
export class Executions {
  readonly #database: Database;
  readonly #rows: ExecutionRows;
  readonly #events: EventRows;
  readonly #notes: NoteRows;
  readonly #running = new Map<string, Running>();
  #isClosed = false;

  constructor(database: Database) {
    database.migrate(executionsSchema);
    this.#database = database;
    this.#rows = new ExecutionRows(database);
    this.#events = new EventRows(database);
    this.#notes = new NoteRows(database);
  }

  find(arn: string): ExecutionRecord | undefined {
    return this.#rows.find(arn);
  }

  /** Throws `ExecutionDoesNotExist`. */
  get(arn: string): ExecutionRow {
    const record = this.#rows.find(arn);
    if (!record) throw executionMissing(arn);
    return record;
  }

  list(range: ExecutionRange): readonly ExecutionRow[] {
    return this.#rows.list(range);
  }

  running(arn: string): Running | undefined {
    return this.#running.get(arn);
  }

  /** Whether a state machine has executions that have not ended, those included that an earlier process left. */
  isRunning(machineArn: string): boolean {
    return this.#rows.isRunning(machineArn);
  }

  /** Some of those that have not ended, oldest first: beyond an id. */
  unended(after: number, limit: number): readonly ExecutionRow[] {
    return this.#rows.running(after, limit);
  }

  /** The children of a map run that have not ended. */
  unendedChildren(mapRunArn: string): readonly ExecutionRow[] {
    return this.#rows.runningChildren(mapRunArn);
  }

  /** Throws `ExecutionDoesNotExist`. */
  read(arn: string): ExecutionContent {
    const content = this.#rows.content(arn);
    if (!content) throw executionMissing(arn);
    const { input, output, roleArn, ...record } = content;
    return { head: { record, input, roleArn }, output };
  }

  /** A part of its history. Throws `ExecutionDoesNotExist`. */
  events(arn: string, range: HistoryRange): readonly HistoryEvent[] {
    return this.#events.of(this.get(arn).id, range);
  }

  history(arn: string): readonly HistoryEvent[] {
    return this.#events.all(this.get(arn).id);
  }

  /** Answers what writes its events. */
  begin(head: ExecutionHead): ExecutionWriter {
    return this.#writer(this.#rows.add(head));
  }

  /** The same for one that is redriven. */
  redrive(record: ExecutionRecord): ExecutionWriter {
    const { id } = this.get(record.arn);
    this.#rows.change(id, record);
    return this.#writer(id);
  }

  /** The same for one that an earlier process left, and what it goes on with. */
  resume({ id }: ExecutionRow): { readonly writer: ExecutionWriter; readonly resume: Resumed } {
    return { writer: this.#writer(id, true), resume: { events: this.#events.all(id), notes: this.#notes.of(id) } };
  }

  /** @param hasNotes whether it may have some already */
  #writer(id: number, hasNotes = false): ExecutionWriter {
    return {
      onEvent: (event) => {
        this.#check();
        this.#events.add(id, event);
      },
      onNote: (enteredId, note) => {
        this.#check();
        hasNotes = true;
        this.#notes.put(id, enteredId, note);
      },
      end: (record, output) => {
        this.#check();
        this.#rows.change(id, record, output);
        if (hasNotes) this.#notes.remove(id);
        this.#running.delete(record.arn);
      },
    };
  }

  /** From now on running executions leave no trace: what the end of the system does to them is none of their history. */
  close(): void {
    this.#isClosed = true;
  }

  /** Whether the system is being stopped: how executions end now is none of their endings. */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  #check(): void {
    if (this.#isClosed) throw new StoreError('closed', 'The system is being stopped');
  }

  track(running: Running): void {
    this.#running.set(running.head.record.arn, running);
  }

  /** Forgets what ended before a time, a few executions a step. @param others what is kept of an execution elsewhere */
  *forget(before: number, others: (arn: string) => void): Generator<void> {
    for (let some = this.#few(before); some.length > 0; some = this.#few(before)) {
      this.#database.transaction(() => {
        for (const { id, arn } of some) {
          others(arn);
          this.#events.remove(id);
          this.#rows.remove(id);
        }
      });
      yield;
    }
  }

  #few(before: number): readonly ExecutionRow[] {
    return this.#rows.endedBefore(before, 10);
  }
}
