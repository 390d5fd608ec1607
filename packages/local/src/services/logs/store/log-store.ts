import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '@safelight/asl/clock';
import { notFound } from '#services/logs/errors.ts';
import type { LogEvent, LogLine, StreamSummary } from '#services/logs/log-event.ts';
import { fileName } from '#services/logs/store/file-name.ts';
import { createJournal, type Journal } from '#services/logs/store/journal.ts';

export interface LogGroup {
  readonly name: string;
  readonly creationTime: number;
  readonly retentionDays: number | undefined;
}

/** Log groups in a folder of their own each. */
export interface LogStore {
  readonly groups: ReadonlyMap<string, LogGroup>;
  /** Creates the group, or changes how long it keeps its events. */
  putGroup(name: string, retentionDays: number | undefined): LogGroup;
  deleteGroup(name: string): void;
  /** Creates the group where it is missing, as services do that write logs. */
  append(group: string, stream: string, lines: readonly LogLine[]): void;
  /** Oldest first; events past the group's retention are left out. Throws ResourceNotFoundException. */
  read(group: string): Promise<readonly LogEvent[]>;
  streams(group: string): Promise<readonly StreamSummary[]>;
  /** An empty stream; it lasts beyond this process only once it has an event. */
  createStream(group: string, stream: string): void;
  /** Resolves when all that was appended is on disk. */
  flush(): Promise<void>;
}

const DAY_MS = 86_400_000;

export function createLogStore(folder: string, clock: Clock, onError: (error: unknown) => void): LogStore {
  mkdirSync(folder, { recursive: true });
  const groups = new Map(loadGroups(folder).map((group) => [group.name, group]));
  const journals = new Map<string, Journal>();
  const created = new Map<string, Set<string>>();
  let sequence = clock.now() * 1000;

  const groupFolder = (name: string) => join(folder, fileName(name));
  const journal = (name: string) => {
    const open = journals.get(name) ?? createJournal(join(groupFolder(name), 'events.jsonl'), onError);
    journals.set(name, open);
    return open;
  };
  const putGroup = (name: string, retentionDays: number | undefined) => {
    const group = { name, creationTime: groups.get(name)?.creationTime ?? clock.now(), retentionDays };
    mkdirSync(groupFolder(name), { recursive: true });
    writeFileSync(join(groupFolder(name), 'group.json'), JSON.stringify(group));
    groups.set(name, group);
    return group;
  };
  const read = async (name: string) => {
    const group = groups.get(name);
    if (!group) throw notFound('log group');
    const oldest = group.retentionDays === undefined ? 0 : clock.now() - group.retentionDays * DAY_MS;
    const events = (await journal(name).read()).filter(({ timestamp }) => timestamp >= oldest);
    return events.toSorted((a, b) => a.timestamp - b.timestamp || a.sequence - b.sequence);
  };
  return {
    groups,
    putGroup,
    deleteGroup(name) {
      groups.delete(name);
      journals.delete(name);
      created.delete(name);
      rmSync(groupFolder(name), { recursive: true, force: true });
    },
    append(name, stream, lines) {
      if (!groups.has(name)) putGroup(name, undefined);
      const ingestionTime = clock.now();
      journal(name).append(lines.map((line) => ({ stream, ...line, ingestionTime, sequence: sequence++ })));
    },
    read,
    streams: async (name) => summarise(created.get(name) ?? [], await read(name)),
    createStream: (name, stream) => void created.set(name, new Set([...(created.get(name) ?? []), stream])),
    async flush() {
      await Promise.all([...journals.values()].map((open) => open.flush()));
    },
  };
}

const loadGroups = (folder: string): readonly LogGroup[] =>
  readdirSync(folder).flatMap((name) => {
    try {
      return [JSON.parse(readFileSync(join(folder, name, 'group.json'), 'utf8'))];
    } catch {
      // A group whose creation was cut off holds nothing.
      return [];
    }
  });

function summarise(created: Iterable<string>, events: readonly LogEvent[]): readonly StreamSummary[] {
  const streams = new Map<string, StreamSummary>([...created].map((name) => [name, { name }]));
  for (const { stream, timestamp, ingestionTime } of events) {
    const firstEventTimestamp = streams.get(stream)?.firstEventTimestamp ?? timestamp;
    streams.set(stream, {
      name: stream,
      firstEventTimestamp,
      lastEventTimestamp: timestamp,
      lastIngestionTime: ingestionTime,
    });
  }
  return [...streams.values()];
}
