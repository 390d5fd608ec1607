/** Reads a text from left to right: what the small parsers of this language share. */
export class TextReader {
  readonly text: string;
  #at = 0;

  constructor(text: string) {
    this.text = text;
  }

  get atEnd(): boolean {
    return this.#at >= this.text.length;
  }

  get rest(): string {
    return this.text.slice(this.#at);
  }

  peek(expected: string): boolean {
    return this.text.startsWith(expected, this.#at);
  }

  take(expected: string): boolean {
    const found = this.peek(expected);
    if (found) this.#at += expected.length;
    return found;
  }

  /** Takes what an anchored pattern matches here. */
  match(pattern: RegExp): string | undefined {
    const found = pattern.exec(this.rest)?.[0];
    this.#at += found?.length ?? 0;
    return found;
  }

  skipSpace(): void {
    this.match(/^\s+/);
  }

  /** Takes a quoted text and answers it without quotes. A backslash stands before the quote or another backslash. */
  quoted(): string {
    const quote = this.text[this.#at];
    if (quote !== "'" && quote !== '"') throw this.error('a quote');
    let value = '';
    for (let at = this.#at + 1; at < this.text.length; at += 1) {
      const character = this.text[at];
      if (character === quote) {
        this.#at = at + 1;
        return value;
      }
      if (character === '\\' && (this.text[at + 1] === quote || this.text[at + 1] === '\\')) at += 1;
      value += this.text[at] ?? '';
    }
    throw this.error(`a closing ${quote}`);
  }

  /** Takes a bracketed text, with the brackets and quotes inside it, and answers what is between. */
  enclosed(open: string, close: string): string {
    if (!this.peek(open)) throw this.error(`'${open}'`);
    let depth = 0;
    for (let at = this.#at; at < this.text.length; at += 1) {
      const character = this.text[at];
      if (character === "'" || character === '"') at = this.#endOfQuoted(at, character);
      else if (character === open) depth += 1;
      else if (character === close) depth -= 1;
      if (depth === 0) {
        const inside = this.text.slice(this.#at + 1, at);
        this.#at = at + 1;
        return inside;
      }
    }
    throw this.error(`'${close}'`);
  }

  error(expected: string): SyntaxError {
    return new SyntaxError(`expected ${expected} at position ${this.#at} of '${this.text}'`);
  }

  #endOfQuoted(start: number, quote: string): number {
    for (let at = start + 1; at < this.text.length; at += 1) {
      if (this.text[at] === '\\') at += 1;
      else if (this.text[at] === quote) return at;
    }
    throw this.error(`a closing ${quote}`);
  }
}
