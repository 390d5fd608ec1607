import { readerFailed } from './failure.ts';

const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;

/**
 * Cuts the text of a JSON array into the texts of its elements as it arrives, so that only one element is held.
 * Each element is still to be parsed: this looks only at strings and brackets.
 */
export async function* elementTexts(text: AsyncIterable<string>): AsyncIterable<string> {
  const cutter = new ElementCutter();
  for await (const chunk of text) yield* cutter.push(chunk);
  cutter.end();
}

class ElementCutter {
  #element = '';
  #depth = 0;
  #inString = false;
  #isEscaped = false;
  #count = 0;
  #isClosed = false;

  *push(chunk: string): Iterable<string> {
    let from = 0;
    for (let at = 0; at < chunk.length; at += 1) {
      const mark = this.#step(chunk.charCodeAt(at));
      if (mark === 'inside') continue;
      const part = this.#element + chunk.slice(from, at);
      this.#element = '';
      from = at + 1;
      if (mark !== 'open') yield* this.#cut(part, mark);
      else if (this.#isClosed) throw notJson();
    }
    this.#element += chunk.slice(from);
  }

  /** What a character means for the outermost array: it begins, a comma or the end of it, or is a part of an element. */
  #step(code: number): 'inside' | 'open' | 'comma' | 'close' {
    if (this.#inString) {
      if (this.#isEscaped) this.#isEscaped = false;
      else if (code === BACKSLASH) this.#isEscaped = true;
      else if (code === QUOTE) this.#inString = false;
      return 'inside';
    }
    if (code === QUOTE) this.#inString = true;
    else if (isOpening(code)) return this.#depth++ === 0 ? 'open' : 'inside';
    else if (isClosing(code)) return --this.#depth === 0 ? 'close' : 'inside';
    else if (code === COMMA && this.#depth === 1) return 'comma';
    return 'inside';
  }

  *#cut(part: string, mark: 'comma' | 'close'): Iterable<string> {
    this.#isClosed = mark === 'close';
    const isEmptyArray = mark === 'close' && this.#count === 0 && part.trim() === '';
    if (isEmptyArray) return;
    this.#count += 1;
    yield part;
  }

  end(): void {
    if (!this.#isClosed || this.#element.trim() !== '') throw notJson();
  }
}

const notJson = () => readerFailed('The object is not valid JSON: the array ends too early or too late');
const isOpening = (code: number): boolean => code === 0x5b || code === 0x7b;
const isClosing = (code: number): boolean => code === 0x5d || code === 0x7d;
