import { appendFileSync, renameSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { isJsonObject } from '@safelight/asl/json';
import type { LogEvent } from '#services/logs/log-event.ts';

/** The events of one log group in a file of JSON lines, with a second one that holds what came before it. */
export interface Journal {
  /** Takes effect at once for `read`; reaches the disk soon after. */
  append(events: readonly LogEvent[]): void;
  /** In the order in which they were appended. */
  read(): Promise<readonly LogEvent[]>;
  /** Resolves when all that was appended is on disk. */
  flush(): Promise<void>;
}

/** Logs of a laptop are for looking at what just happened: at most twice this much is kept of a group. */
const MAX_BYTES = 4_000_000;

export function createJournal(path: string, onError: (error: unknown) => void): Journal {
  const older = `${path}.1`;
  let pending: string[] = [];
  let writing = Promise.resolve();
  let bytes: number | undefined;

  const write = async () => {
    const lines = pending.join('');
    pending = [];
    if (lines === '') return;
    bytes ??= (await readIfThere(path)).length;
    // At once: a few lines into the system's cache take a tenth of what worker threads would.
    appendFileSync(path, lines);
    bytes += lines.length;
    if (bytes > MAX_BYTES) renameSync(path, older);
    if (bytes > MAX_BYTES) bytes = 0;
  };
  return {
    append(events) {
      // What is appended in the same turn is written at once.
      if (pending.length === 0) {
        writing = writing
          .then(() => new Promise(setImmediate))
          .then(write)
          .catch(onError);
      }
      for (const event of events) pending.push(`${JSON.stringify(event)}\n`);
    },
    async read() {
      await writing;
      const text = (await readIfThere(older)) + (await readIfThere(path));
      return text.split('\n').flatMap(parseEvent);
    },
    flush: () => writing,
  };
}

async function readIfThere(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}

/** A line that a crash cut off counts as not written. */
function parseEvent(line: string): readonly LogEvent[] {
  try {
    const event: unknown = JSON.parse(line);
    return isJsonObject(event) ? [event as unknown as LogEvent] : [];
  } catch {
    return [];
  }
}
