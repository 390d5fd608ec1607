import type { Clock } from '@safelight/asl/clock';
import { notFound } from '#services/logs/errors.ts';
import type { LogEvent, LogLine, StreamSummary } from '#services/logs/log-event.ts';
import { eventStatements, groupStatements, logsSchema } from '#services/logs/store/log-rows.ts';
import type { Database } from '#store/database.ts';
import { removeInSlices } from '#store/slices.ts';

export interface LogGroup {
  readonly name: string;
  readonly creationTime: number;
  readonly retentionDays?: number | undefined;
}

/** Which events of a group. Times are milliseconds since the epoch. */
export interface LogRange {
  /** Of one stream only. */
  readonly stream?: string;
  readonly start?: number;
  /** Not included. */
  readonly end?: number;
}

/** Where an event stands among the others of its group. */
export type EventPlace = Pick<LogEvent, 'timestamp' | 'sequence'>;

/** Before all events. */
const BEGINNING: EventPlace = { timestamp: 0, sequence: 0 };

const DAY_MS = 86_400_000;

/** Logs of a laptop are for looking at what just happened: a group that holds more forgets its oldest events. */
const MAX_BYTES = 8_000_000;
/** What an event takes beside its message: its row and its place in the index. */
const EVENT_BYTES = 100;
const FORGOTTEN_AT_ONCE = 4;
const READ_AT_ONCE = 500;
const ALWAYS = Number.MAX_SAFE_INTEGER;

/** Log groups, their streams and events. */
export class LogStore {
  readonly #clock: Clock;
  readonly #maxBytes: number;
  readonly #rows: ReturnType<typeof groupStatements> & ReturnType<typeof eventStatements>;
  readonly #groups: Map<string, LogGroup>;

  constructor(database: Database, clock: Clock, maxBytes: number = MAX_BYTES) {
    database.migrate(logsSchema);
    this.#clock = clock;
    this.#maxBytes = maxBytes;
    this.#rows = { ...groupStatements(database), ...eventStatements(database) };
    this.#groups = new Map(this.#rows.groups.all({}).map((group) => [group.name, group]));
  }

  /** By name. */
  groups(): readonly LogGroup[] {
    return [...this.#groups.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
  }

  has(group: string): boolean {
    return this.#groups.has(group);
  }

  /** Creates the group, or changes how long it keeps its events. */
  putGroup(name: string, retentionDays: number | undefined): void {
    const group = { name, creationTime: this.#groups.get(name)?.creationTime ?? this.#clock.now(), retentionDays };
    this.#groups.set(name, group);
    this.#rows.putGroup.run(group);
  }

  /** The group is gone at once, its events a few at a time. */
  async deleteGroup(groupName: string): Promise<void> {
    const { removeGroup, removeStreams, last, removeUpTo } = this.#rows;
    this.#groups.delete(groupName);
    for (const remove of [removeGroup, removeStreams]) remove.run({ groupName });
    const sequence = last.get({})?.sequence ?? 0;
    await removeInSlices((limit) => removeUpTo.run({ groupName, last: sequence, limit }), { clock: this.#clock });
  }

  /** Creates the group where it is missing, as services do that write logs. */
  append(groupName: string, stream: string, lines: readonly LogLine[]): void {
    if (lines.length === 0) return;
    if (!this.has(groupName)) this.putGroup(groupName, undefined);
    const now = this.#clock.now();
    for (const line of lines) this.#rows.add.run({ ...line, groupName, stream, ingestionTime: now });
    const times = lines.map(({ timestamp }) => timestamp);
    this.#rows.extendStream.run({ groupName, name: stream, first: Math.min(...times), last: Math.max(...times), now });
    const bytes = lines.reduce((sum, { message }) => sum + Buffer.byteLength(message) + EVENT_BYTES, 0);
    this.#grow(groupName, bytes);
  }

  /**
   * Oldest first, as they are found, of those that come after a place; events past the group's retention are left out.
   * Read them without pause. Throws ResourceNotFoundException.
   */
  read(groupName: string, range: LogRange = {}, after: EventPlace = BEGINNING): Iterable<LogEvent> {
    const { timestamp: time, sequence } = after;
    return this.#rows.read.each({ ...this.#bounds(groupName, range), time, sequence });
  }

  /** Newest first, of those that come before a place; otherwise as `read`. */
  readBack(groupName: string, range: LogRange = {}, before?: EventPlace): Iterable<LogEvent> {
    const { timestamp: time, sequence } = before ?? { timestamp: ALWAYS, sequence: ALWAYS };
    return this.#rows.readBack.each({ ...this.#bounds(groupName, range), time, sequence });
  }

  /** As `readBack`, some at a time, with pauses between as long as one likes. Throws ResourceNotFoundException at once. */
  pagesBack(groupName: string, range: LogRange): Iterable<readonly LogEvent[]> {
    this.#existing(groupName);
    return this.#pagesBack(groupName, range);
  }

  *#pagesBack(groupName: string, range: LogRange): Iterable<readonly LogEvent[]> {
    let last: EventPlace | undefined;
    do {
      const page = firstFew(this.readBack(groupName, range, last), READ_AT_ONCE);
      yield page;
      last = page.at(-1);
    } while (last !== undefined);
  }

  /** Of the event of that sequence; before all others, where it has been forgotten. */
  placeOf(groupName: string, sequence: number): EventPlace {
    const found = this.#rows.timeOf.get({ groupName, sequence });
    return found === undefined ? BEGINNING : { ...found, sequence };
  }

  /** Throws ResourceNotFoundException. */
  streams(groupName: string): readonly StreamSummary[] {
    this.#existing(groupName);
    return this.#rows.streams.all({ groupName });
  }

  createStream(groupName: string, name: string): void {
    this.#rows.createStream.run({ groupName, name });
  }

  #bounds(groupName: string, { stream, start = 0, end = ALWAYS }: LogRange) {
    const { retentionDays } = this.#existing(groupName);
    const oldest = retentionDays === undefined ? 0 : this.#clock.now() - retentionDays * DAY_MS;
    return { groupName, stream, start: Math.max(start, oldest), end };
  }

  #existing(name: string): LogGroup {
    const group = this.#groups.get(name);
    if (!group) throw notFound('log group');
    return group;
  }

  #grow(groupName: string, more: number): void {
    let { bytes = 0 } = this.#rows.grow.get({ groupName, more }) ?? {};
    while (bytes > this.#maxBytes) {
      const forgotten = this.#rows.removeOldest.all({ groupName, limit: FORGOTTEN_AT_ONCE });
      if (forgotten.length === 0) return;
      const less = forgotten.reduce((sum, one) => sum + one.bytes + EVENT_BYTES, 0);
      bytes = this.#rows.grow.get({ groupName, more: -less })?.bytes ?? 0;
    }
  }
}

function firstFew<T>(all: Iterable<T>, count: number): readonly T[] {
  const few: T[] = [];
  for (const one of all) if (few.push(one) === count) break;
  return few;
}
