import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { executionMissing } from '#services/states/errors.ts';
import type { RunHandle } from '#services/states/executions/engine.ts';
import { ExecutionIndex } from '#services/states/executions/execution-index.ts';
import { Journal, type JournalContent } from '#services/states/executions/journal.ts';
import type { ExecutionRecord, JournalHead } from '#services/states/executions/record.ts';
import { fileName } from '#services/states/files.ts';

/** Why executions that a crash or a kill ended are ABORTED. */
export const INTERRUPTED = {
  error: 'States.Runtime',
  cause: 'The execution was running when the local system stopped.',
};

/** A Standard execution that has not ended. */
export interface Running {
  readonly journal: Journal;
  readonly handle: RunHandle;
  readonly head: JournalHead;
  /** Resolves when its end is recorded. */
  readonly ended: Promise<void>;
}

/** All Standard executions: records in memory, histories in their journals, handles of the running ones. */
export class Executions {
  readonly #folder: string;
  readonly #index: ExecutionIndex;
  readonly #running = new Map<string, Running>();
  /** Those that this opening ABORTED, because an earlier process never saw their end; children of Map Runs come with their parents. */
  readonly interrupted: readonly ExecutionRecord[];

  private constructor(folder: string, index: ExecutionIndex) {
    this.#folder = folder;
    this.#index = index;
    this.interrupted = [...index.all()].filter(
      ({ stopDate, mapRunArn }) => stopDate === undefined && mapRunArn === undefined,
    );
  }

  static async open(folder: string, now: number): Promise<Executions> {
    const opened = new Executions(folder, new ExecutionIndex(folder, now));
    for (const { arn } of opened.#index.expired) rmSync(opened.#path(arn), { force: true });
    const interrupted = [...opened.#index.all()].filter(({ stopDate }) => stopDate === undefined);
    await Promise.all(interrupted.map((record) => opened.#abort(record, now)));
    return opened;
  }

  find(arn: string): ExecutionRecord | undefined {
    return this.#index.get(arn);
  }

  /** Throws `ExecutionDoesNotExist`. */
  get(arn: string): ExecutionRecord {
    const record = this.#index.get(arn);
    if (!record) throw executionMissing(arn);
    return record;
  }

  /** Those of a state machine, or of a map run, newest first. */
  of(owner: string): readonly ExecutionRecord[] {
    return this.#index.of(owner);
  }

  running(arn: string): Running | undefined {
    return this.#running.get(arn);
  }

  runningOf(machineArn: string): readonly Running[] {
    return [...this.#running.values()].filter(({ head }) => head.record.machineArn === machineArn);
  }

  journal(arn: string): Journal {
    return this.#running.get(arn)?.journal ?? new Journal(this.#path(arn));
  }

  read(arn: string): Promise<JournalContent> {
    return this.journal(arn).read();
  }

  put(record: ExecutionRecord): void {
    this.#index.put(record);
  }

  /** Resolves when a start is on disk. */
  async begin(head: JournalHead, journal: Journal): Promise<void> {
    this.#index.put(head.record);
    await Promise.all([journal.begin(head), this.#index.flush()]);
  }

  /** Writes the start of a child with whatever comes next: it is made again with its parent, should that be lost. */
  beginSoon(head: JournalHead, journal: Journal): void {
    this.#index.put(head.record);
    void journal.begin(head, false);
  }

  track(running: Running): void {
    this.#running.set(running.head.record.arn, running);
  }

  /** The end counts at once; resolves when it is on disk. */
  end(record: ExecutionRecord, journal: Journal, output?: string): Promise<void> {
    this.#index.put(record);
    this.#running.delete(record.arn);
    return journal.end(record, output);
  }

  /** Writes what is still in memory. */
  async flush(): Promise<void> {
    await Promise.all([this.#index.flush(), ...[...this.#running.values()].map(({ journal }) => journal.read())]);
  }

  async #abort(record: ExecutionRecord, now: number): Promise<void> {
    const ended: ExecutionRecord = { ...record, ...INTERRUPTED, status: 'ABORTED', stopDate: now };
    const journal = this.journal(record.arn);
    const last = (await journal.read().catch(() => undefined))?.events.at(-1)?.id ?? 0;
    journal.add({
      id: last + 1,
      previousEventId: last,
      timestamp: now,
      type: 'ExecutionAborted',
      executionAbortedEventDetails: INTERRUPTED,
    });
    await this.end(ended, journal);
  }

  /** One folder a state machine. */
  #path(arn: string): string {
    const [machineName = '', ...name] = arn.split(':').slice(6);
    return join(this.#folder, 'executions', fileName(machineName), `${fileName(name.join(':'))}.jsonl`);
  }
}
