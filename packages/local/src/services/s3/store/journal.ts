import { closeSync, openSync, readFileSync, renameSync, truncateSync, writeFileSync, writeSync } from 'node:fs';

/**
 * Lines of JSON that say how something came to be. A change counts when its line is written, in one system call:
 * a crash of the process loses nothing that was answered, and a line cut short by a crash of the machine is dropped.
 */
export class Journal<Entry> {
  readonly #file: string;
  #descriptor: number;
  #lines = 0;

  /** Reads what is there, a line at a time, and goes on behind it. */
  constructor(file: string, replay: (entry: Entry) => void, parse: (line: string) => Entry) {
    this.#file = file;
    const text = readIfThere(file);
    const end = text.lastIndexOf('\n') + 1;
    for (let at = 0; at < end; ) {
      const next = text.indexOf('\n', at);
      replay(parse(text.slice(at, next)));
      this.#lines++;
      at = next + 1;
    }
    if (end < text.length) truncateSync(file, Buffer.byteLength(text.slice(0, end)));
    this.#descriptor = openSync(file, 'a');
  }

  append(entry: Entry): void {
    writeSync(this.#descriptor, `${JSON.stringify(entry)}\n`);
    this.#lines++;
  }

  /** Rewrites the journal as these entries when it has become much longer than they are. */
  compact(count: number, entries: () => Iterable<Entry>): void {
    if (this.#lines < 1_000 + 2 * count) return;
    const lines = Array.from(entries(), (entry) => `${JSON.stringify(entry)}\n`);
    writeFileSync(`${this.#file}.new`, lines.join(''));
    renameSync(`${this.#file}.new`, this.#file);
    closeSync(this.#descriptor);
    this.#descriptor = openSync(this.#file, 'a');
    this.#lines = lines.length;
  }

  close(): void {
    closeSync(this.#descriptor);
  }
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}
