import { appendFileSync, mkdirSync, readFileSync, renameSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

interface Entry {
  readonly id: string;
}

/** A list on disk. An entry is there from before `put` returns until `remove`. */
export interface Journal<T extends Entry> {
  /** Adds entries, or replaces those of the same id. */
  put(entries: readonly T[]): void;
  remove(id: string): void;
}

/** The file is written anew when it has so many lines more than entries. */
const MOST_STALE_LINES = 10_000;

/** Opens a journal and tells what an earlier run left in it. The file grows by a line a change. */
export function openJournal<T extends Entry>(
  file: string,
  parse: (value: unknown) => T,
): { readonly journal: Journal<T>; readonly left: readonly T[] } {
  const entries = readJournal(file, parse);
  let lines = 0;
  mkdirSync(dirname(file), { recursive: true });
  rewrite();

  function rewrite(): void {
    writeFileSync(`${file}.new`, [...entries.values()].map((entry) => line({ put: entry })).join(''));
    renameSync(`${file}.new`, file);
    lines = entries.size;
  }

  function append(changes: readonly object[]): void {
    lines += changes.length;
    if (entries.size === 0) {
      truncateSync(file);
      lines = 0;
    } else if (lines - entries.size > MOST_STALE_LINES) rewrite();
    else appendFileSync(file, changes.map(line).join(''));
  }

  return {
    left: [...entries.values()],
    journal: {
      put(changed) {
        if (changed.length === 0) return;
        for (const entry of changed) entries.set(entry.id, entry);
        append(changed.map((entry) => ({ put: entry })));
      },
      remove(id) {
        if (entries.delete(id)) append([{ remove: id }]);
      },
    },
  };
}

const line = (value: object): string => `${JSON.stringify(value)}\n`;

function readJournal<T extends Entry>(file: string, parse: (value: unknown) => T): Map<string, T> {
  const entries = new Map<string, T>();
  for (const text of readLines(file)) {
    const change: unknown = parseLine(text);
    if (typeof change !== 'object' || change === null) continue;
    if ('put' in change) {
      const entry = parse(change.put);
      entries.set(entry.id, entry);
    } else if ('remove' in change) entries.delete(String(change.remove));
  }
  return entries;
}

// The last line may be cut short by the end of the process: it is as if it had not been written.
function parseLine(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readLines(file: string): readonly string[] {
  try {
    return readFileSync(file, 'utf8').split('\n').filter(Boolean);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
