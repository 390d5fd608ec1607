import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Small JSON documents, one a file, each replaced whole. */
export class Documents<T> {
  readonly #folder: string;
  readonly #parse: (value: unknown) => T;

  /** @param parse checks what is read; throws where it is not such a document */
  constructor(folder: string, parse: (value: unknown) => T) {
    this.#folder = folder;
    this.#parse = parse;
    mkdirSync(folder, { recursive: true });
  }

  all(): readonly T[] {
    const files = readdirSync(this.#folder).filter((name) => name.endsWith('.json'));
    return files.map((name) => this.#parse(JSON.parse(readFileSync(join(this.#folder, name), 'utf8'))));
  }

  /** Throws where there is none of that name. */
  read(name: string): T {
    return this.#parse(JSON.parse(readFileSync(this.#path(name), 'utf8')));
  }

  write(name: string, document: T): void {
    replaceFile(this.#path(name), JSON.stringify(document));
  }

  remove(name: string): void {
    rmSync(this.#path(name), { force: true });
  }

  /** Names may hold characters that a file system does not take, or takes as the same. */
  #path(name: string): string {
    return join(this.#folder, `${fileName(name)}.json`);
  }
}

export const fileName = (name: string) =>
  encodeURIComponent(name).replace(/[A-Z*.!'()]/g, (char) => `_${char.charCodeAt(0).toString(16)}`);

export function replaceFile(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}.tmp`;
  writeFileSync(temporary, content);
  renameSync(temporary, path);
}
