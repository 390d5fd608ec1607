const FIRST_BYTES = 64 * 1024;
/** Of UTF-8, to a character of JavaScript. */
const MOST_BYTES_A_CHARACTER = 3;

/**
 * Records of one result file after another, in the order in which they come. They are held as bytes, outside the heap:
 * thousands of texts that live for seconds would be moved twice, and then wait for the old generation to be collected.
 */
export class ResultPart {
  readonly #separator: string;
  #bytes = Buffer.allocUnsafeSlow(FIRST_BYTES);
  #size = 0;

  constructor(separator: string) {
    this.#separator = separator;
  }

  /** In bytes. */
  get size(): number {
    return this.#size;
  }

  /** @param record JSON text */
  add(record: string): void {
    this.#makeRoom((record.length + 1) * MOST_BYTES_A_CHARACTER);
    if (this.#size > 0) this.#write(this.#separator);
    this.#write(record);
  }

  /** All of them as one text; the next one begins the next file. */
  take(): string {
    const text = this.#bytes.toString('utf8', 0, this.#size);
    this.#size = 0;
    return text;
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
