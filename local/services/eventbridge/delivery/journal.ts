import { appendFileSync, mkdirSync, readFileSync, renameSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

interface Entry {
  readonly id: string;
}

/** A list on disk of what still has to be done. An entry is there from before `add` returns until `remove`. */
export interface Journal<T extends Entry> {
  add(entries: readonly T[]): void;
  remove(id: string): void;
}

/** Opens a journal and tells what an earlier run left in it. The file grows by a line a change and is emptied whenever nothing is left. */
export function openJournal<T extends Entry>(
  file: string,
  parse: (value: unknown) => T,
): { readonly journal: Journal<T>; readonly left: readonly T[] } {
  const left = readJournal(file, parse);
  const open = new Set(left.map(({ id }) => id));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, left.map((entry) => line({ add: entry })).join(''));
  renameSync(`${file}.new`, file);
  return {
    left,
    journal: {
      add(entries) {
        if (entries.length === 0) return;
        for (const { id } of entries) open.add(id);
        appendFileSync(file, entries.map((entry) => line({ add: entry })).join(''));
      },
      remove(id) {
        if (!open.delete(id)) return;
        if (open.size > 0) appendFileSync(file, line({ remove: id }));
        else truncateSync(file);
      },
    },
  };
}

const line = (value: object): string => `${JSON.stringify(value)}\n`;

function readJournal<T extends Entry>(file: string, parse: (value: unknown) => T): readonly T[] {
  const entries = new Map<string, T>();
  for (const text of readLines(file)) {
    const change: unknown = parseLine(text);
    if (typeof change !== 'object' || change === null) continue;
    if ('add' in change) {
      const entry = parse(change.add);
      entries.set(entry.id, entry);
    } else if ('remove' in change) entries.delete(String(change.remove));
  }
  return [...entries.values()];
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
