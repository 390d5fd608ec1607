/** A text that is being read, and how far. */
export interface Text {
  readonly source: string;
  at: number;
}

/** Characters of a text that Jackson shows. */
const SHOWN = 500;

/** Ends the reading of a text that is no JSON; the message is Jackson's. */
export class JsonFault extends Error {
  override readonly name = 'JsonFault';

  /** @param from a position, @param ahead how far beyond it Jackson has read when it says so */
  constructor(text: Text, why: string, from = text.at, ahead = 0) {
    super(`${why}\n at ${place(text, from, ahead)}`);
  }
}

/** A character that cannot be where it is. */
export function unexpected(text: Text, why: string, index = text.at, from = index): JsonFault {
  const code = text.source.charCodeAt(index);
  const shown = code < 0x20 ? `(CTRL-CHAR, code ${code})` : `'${text.source[index]}' (code ${code})`;
  return new JsonFault(text, `Unexpected character (${shown})${why}`, from, 1);
}

/** `[Source: (String)"…"; line: 1, column: 4]`: lines and columns count from 1. */
export function place({ source }: Text, index: number, ahead = 0): string {
  const before = source.slice(0, Math.max(0, index));
  const line = before.split('\n').length;
  const column = index - before.lastIndexOf('\n') + ahead;
  const rest = source.length > SHOWN ? `[truncated ${source.length - SHOWN} chars]` : '';
  return `[Source: (String)"${source.slice(0, SHOWN)}"${rest}; line: ${line}, column: ${column}]`;
}

/** Where a run of characters ends that begins here. */
export function endOf(pattern: RegExp, { source, at }: Text): number {
  pattern.lastIndex = at;
  return pattern.test(source) ? pattern.lastIndex : at;
}
