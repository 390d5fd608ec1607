import type { HistoryEvent } from '@safelight/asl/history/events';
import { executionMissing } from '#services/states/errors.ts';
import type { RunHandle } from '#services/states/executions/engine.ts';
import { EventRows, type HistoryRange } from '#services/states/executions/event-rows.ts';
import { type ExecutionRange, type ExecutionRow, ExecutionRows } from '#services/states/executions/execution-rows.ts';
import type { ExecutionHead, ExecutionRecord } from '#services/states/executions/record.ts';
import { executionsSchema } from '#services/states/executions/schema.ts';
import type { Database } from '#store/database.ts';
import { StoreError } from '#store/errors.ts';

/** Why executions that a crash or a kill ended are ABORTED. */
export const INTERRUPTED = {
  error: 'States.Runtime',
  cause: 'The execution was running when the local system stopped.',
};

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
 * All Standard executions: records and histories are rows, and of the running ones there are handles. Closed ones are
 * forgotten after 90 days, and only then is their name free again.
 * https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
 */
export class Executions {
  readonly #database: Database;
  readonly #rows: ExecutionRows;
  readonly #events: EventRows;
  readonly #running = new Map<string, Running>();
  #isClosed = false;

  constructor(database: Database) {
    database.migrate(executionsSchema);
    this.#database = database;
    this.#rows = new ExecutionRows(database);
    this.#events = new EventRows(database);
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

  runningOf(machineArn: string): readonly Running[] {
    return [...this.#running.values()].filter(({ head }) => head.record.machineArn === machineArn);
  }

  /** Throws `ExecutionDoesNotExist`. */
  read(arn: string): ExecutionContent {
    const payloads = this.#rows.payloads(arn);
    if (!payloads) throw executionMissing(arn);
    const { input, output, roleArn } = payloads;
    return { head: { record: this.get(arn), input, roleArn }, output };
  }

  /** A part of its history. Throws `ExecutionDoesNotExist`. */
  events(arn: string, range: HistoryRange): readonly HistoryEvent[] {
    return this.#events.of(this.get(arn).id, range);
  }

  history(arn: string): readonly HistoryEvent[] {
    return this.#events.all(this.get(arn).id);
  }

  /** Answers what writes its events. */
  begin(head: ExecutionHead): (event: HistoryEvent) => void {
    return this.#writer(this.#rows.add(head));
  }

  /** The same for one that goes on. */
  goOn(record: ExecutionRecord): (event: HistoryEvent) => void {
    const { id } = this.get(record.arn);
    this.#rows.change(record);
    return this.#writer(id);
  }

  #writer(id: number): (event: HistoryEvent) => void {
    return (event) => {
      this.#check();
      this.#events.add(id, event);
    };
  }

  /** From now on running executions leave no trace: what the end of the system does to them is none of their history. */
  close(): void {
    this.#isClosed = true;
  }

  #check(): void {
    if (this.#isClosed) throw new StoreError('closed', 'The system is being stopped');
  }

  track(running: Running): void {
    this.#running.set(running.head.record.arn, running);
  }

  end(record: ExecutionRecord, output?: string): void {
    this.#check();
    this.#rows.change(record, output);
    this.#running.delete(record.arn);
  }

  /** Ends those that an earlier process left running; answers them, but for children of Map Runs, which come with their parents. */
  abortInterrupted(now: number): readonly ExecutionRecord[] {
    const interrupted = this.#rows.running();
    this.#database.transaction(() => {
      for (const record of interrupted) this.#abort(record, now);
    });
    return interrupted.filter(({ mapRunArn }) => mapRunArn === undefined);
  }

  #abort({ id, ...record }: ExecutionRow, now: number): void {
    const last = this.#events.lastId(id);
    this.#events.add(id, {
      id: last + 1,
      previousEventId: last,
      timestamp: now,
      type: 'ExecutionAborted',
      executionAbortedEventDetails: INTERRUPTED,
    });
    this.#rows.change({ ...record, ...INTERRUPTED, status: 'ABORTED', stopDate: now });
  }

  /** Forgets what ended before a time, a few executions a step. */
  *forget(before: number): Generator<void> {
    for (let some = this.#few(before); some.length > 0; some = this.#few(before)) {
      this.#database.transaction(() => {
        for (const { id } of some) {
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
