/**
 * Takes a text apart into rows as it arrives. Quotes may enclose delimiters and line ends, and are doubled to stand for
 * themselves, in fields without quotes too. A backslash takes the meaning from a quote, a delimiter or a backslash, and vanishes before anything else.
 * Lines without a character are no rows.
 * https://docs.aws.amazon.com/step-functions/latest/dg/example-csv-parse-dist-map.html
 */
export async function* csvRows(text: AsyncIterable<string>, delimiter: string): AsyncIterable<readonly string[]> {
  const reader = new RowReader(delimiter);
  for await (const chunk of text) yield* reader.push(chunk);
  yield* reader.end();
}

class RowReader {
  readonly #delimiter: string;
  /** A run of ordinary characters, or one that may mean something. */
  readonly #tokens: RegExp;
  #row: string[] = [];
  #field = '';
  /** Whether the field began with a quote: then it is one, also if nothing is in it. */
  #wasQuoted = false;
  #isQuoted = false;
  /** Right after a quote that closes, which a second one would open again. */
  #isClosed = false;
  /** Right after a quote in a field without quotes around it, where two stand for one as well. */
  #isDoubling = false;
  #isEscaped = false;

  constructor(delimiter: string) {
    this.#delimiter = delimiter;
    this.#tokens = new RegExp(`[^"\\\\\\n${delimiter}]+|[^]`, 'g');
  }

  *push(chunk: string): Iterable<readonly string[]> {
    for (const token of chunk.match(this.#tokens) ?? []) {
      if (this.#escapes(token)) continue;
      if (token === '"') this.#quote();
      else if (this.#isQuoted) this.#append(token);
      else if (token === this.#delimiter) this.#endField();
      else if (token === '\n') yield* this.#endRow();
      else this.#append(token);
    }
  }

  *end(): Iterable<readonly string[]> {
    yield* this.#endRow();
  }

  /** Whether a token is a backslash, or stands for itself after one. */
  #escapes(token: string): boolean {
    const wasEscaped = this.#isEscaped;
    this.#isEscaped = !wasEscaped && token === '\\';
    if (this.#isEscaped) return true;
    if (!wasEscaped || (token !== '\\' && token !== '"' && token !== this.#delimiter)) return false;
    this.#append(token);
    return true;
  }

  #quote(): void {
    if (this.#isQuoted) {
      this.#isQuoted = false;
      this.#isClosed = true;
    } else if (this.#isClosed) {
      this.#append('"');
      this.#isQuoted = true;
    } else if (this.#isDoubling) this.#isDoubling = false;
    else if (this.#field !== '' || this.#wasQuoted) {
      this.#append('"');
      this.#isDoubling = true;
    } else {
      this.#wasQuoted = true;
      this.#isQuoted = true;
    }
  }

  #append(text: string): void {
    this.#field += text;
    this.#isClosed = false;
    this.#isDoubling = false;
  }

  #endField(): void {
    this.#row.push(this.#field);
    this.#field = '';
    this.#wasQuoted = false;
    this.#isClosed = false;
    this.#isDoubling = false;
  }

  *#endRow(): Iterable<readonly string[]> {
    if (this.#field.endsWith('\r') && !this.#isQuoted) this.#field = this.#field.slice(0, -1);
    if (this.#row.length === 0 && this.#field === '' && !this.#wasQuoted) return;
    this.#endField();
    yield this.#row;
    this.#row = [];
  }
}
