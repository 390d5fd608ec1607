import { readFile, rm } from 'node:fs/promises';
import type { HistoryEvent } from '@safelight/asl/history/events';
import { isJsonObject } from '@safelight/asl/json';
import { AppendLog, parseLines } from '#services/states/executions/append-log.ts';
import { type ExecutionRecord, type JournalHead, journalEnd, journalHead } from '#services/states/executions/record.ts';

/** What the file of one execution tells. */
export interface JournalContent {
  readonly head: JournalHead;
  readonly events: readonly HistoryEvent[];
  readonly output?: string;
}

/**
 * The file of one execution: a head with all that is needed to run it, its history events as they happen, and its end.
 * Going on with an execution that a crash stopped needs nothing else.
 */
export class Journal {
  readonly #path: string;
  readonly #log: AppendLog;

  constructor(path: string) {
    this.#path = path;
    this.#log = new AppendLog(path);
  }

  /** Resolves when it is written, so that a start that was answered is not forgotten; at once when it need not be yet. */
  begin(head: JournalHead, now = true): Promise<void> {
    this.#log.add(head);
    return now ? this.#log.flush() : Promise.resolve();
  }

  add(event: HistoryEvent): void {
    this.#log.add(event);
  }

  end(record: ExecutionRecord, output?: string): Promise<void> {
    this.#log.add(output === undefined ? { end: record } : { end: record, output });
    return this.#log.flush();
  }

  async read(): Promise<JournalContent> {
    await this.#log.flush();
    return parseJournal(await readFile(this.#path, 'utf8'));
  }

  async remove(): Promise<void> {
    await this.#log.flush();
    await rm(this.#path, { force: true });
  }
}

function parseJournal(content: string): JournalContent {
  const [first, ...lines] = parseLines(content);
  const events: HistoryEvent[] = [];
  let output: string | undefined;
  for (const line of lines) {
    if (isEvent(line)) events.push(line);
    else output = journalEnd.parse(line).output;
  }
  const head = journalHead.parse(first);
  return output === undefined ? { head, events } : { head, events, output };
}

// Events come from the engine as they are typed, and nobody else writes the file.
const isEvent = (line: unknown): line is HistoryEvent =>
  isJsonObject(line) && typeof line.id === 'number' && typeof line.type === 'string';
