const FIRST_BYTES = 64 * 1024;
/** Of UTF-8, to a character of JavaScript. */
const MOST_BYTES_A_CHARACTER = 3;

/** What stands around and between the records of a file. */
interface Marks {
  readonly begin: string;
  readonly between: string;
  readonly end: string;
}

const MARKS = {
  JSON: { begin: '[', between: ',', end: ']' },
  JSONL: { begin: '', between: '\n', end: '' },
} as const satisfies Record<string, Marks>;

/**
 * Records of one result file after another, in the order in which they come. They are held as bytes, outside the heap, and the bytes
 * are used again: thousands of texts that live for seconds would be moved twice, and then wait for the old generation to be collected.
 */
export class ResultPart {
  readonly #marks: Marks;
  #bytes = Buffer.allocUnsafeSlow(FIRST_BYTES);
  #size = 0;
  /** Those of an earlier file. */
  #spare: Buffer<ArrayBuffer> | undefined;

  constructor(type: keyof typeof MARKS) {
    this.#marks = MARKS[type];
  }

  /** In bytes. */
  get size(): number {
    return this.#size;
  }

  /** @param record JSON text */
  add(record: string): void {
    this.#makeRoom((record.length + 1) * MOST_BYTES_A_CHARACTER);
    this.#write(this.#size > 0 ? this.#marks.between : this.#marks.begin);
    this.#write(record);
  }

  /** The file of all of them; the next record begins the next file. It is whoever takes it that gives it back. */
  take(): Buffer<ArrayBuffer> {
    this.#makeRoom(1);
    this.#write(this.#marks.end);
    const file = this.#bytes.subarray(0, this.#size);
    this.#bytes = this.#spare ?? Buffer.allocUnsafeSlow(FIRST_BYTES);
    this.#spare = undefined;
    this.#size = 0;
    return file;
  }

  /** For a file to come: what is in this one is gone. */
  giveBack(file: Buffer<ArrayBuffer>): void {
    this.#spare = Buffer.from(file.buffer);
  }

  #write(text: string): void {
    this.#size += this.#bytes.write(text, this.#size);
  }

  #makeRoom(more: number): void {
    const wanted = this.#size + more;
    if (wanted <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(wanted, this.#bytes.length * 2));
    this.#bytes.copy(larger, 0, 0, this.#size);
    this.#bytes = larger;
  }
}
