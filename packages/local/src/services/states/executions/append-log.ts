import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

const FLUSH_AFTER_MS = 100;
const FLUSH_AT_CHARS = 64 * 1024;

/**
 * A file of JSON lines that only grows. Lines are gathered and written together; never an fsync, so what the last
 * moments before a power failure wrote may be lost, but nothing that a crash of the process leaves behind.
 */
export class AppendLog {
  readonly #path: string;
  #waiting: string[] = [];
  #chars = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  add(line: object): void {
    const text = `${JSON.stringify(line)}\n`;
    this.#waiting.push(text);
    this.#chars += text.length;
    if (this.#chars >= FLUSH_AT_CHARS) void this.flush();
    // The timer keeps no process alive: closing flushes.
    else this.#timer ??= setTimeout(() => void this.flush(), FLUSH_AFTER_MS).unref();
  }

  /** Resolves when all lines so far are in the file. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#waiting.length === 0) return;
    const content = this.#waiting.join('');
    this.#waiting = [];
    this.#chars = 0;
    this.#append(content);
  }

  /** At once: a few lines into the system's cache take a tenth of what worker threads would. */
  #append(content: string): void {
    try {
      appendFileSync(this.#path, content);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
      mkdirSync(dirname(this.#path), { recursive: true });
      appendFileSync(this.#path, content);
    }
  }
}

/** Lines of such a file; a last one that a crash cut short is left out. */
export function parseLines(content: string): readonly unknown[] {
  const lines = content.split('\n');
  const complete = lines.slice(0, -1).filter((line) => line !== '');
  return complete.map((line) => JSON.parse(line));
}
