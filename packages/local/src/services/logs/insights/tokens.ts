import { AwsError } from '#gateway/aws-error.ts';

export const malformed = (why: string): AwsError => new AwsError('MalformedQueryException', why);

const TOKEN = /\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]+`|!=|<=|>=|[=<>()[\],|*/]|[@A-Za-z0-9_.-]+)/y;
/** A regular expression stands after `like` alone; elsewhere a slash divides. */
const EXPRESSION = /\s*(\/(?:[^/\\]|\\.)+\/)/y;

/** What is still to be read of a query. */
export interface Reading {
  readonly tokens: readonly string[];
  at: number;
}

/** Throws MalformedQueryException. */
export function read(query: string): Reading {
  const tokens: string[] = [];
  const text = query.replace(/^\s*#.*$/gm, '').trim();
  for (let at = 0; at < text.length; ) {
    const pattern = tokens.at(-1)?.toLowerCase() === 'like' && /^\s*\//.test(text.slice(at)) ? EXPRESSION : TOKEN;
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (!match) throw malformed(`Unexpected input at ${text.slice(at, at + 20)}`);
    tokens.push(match[1] ?? '');
    at = pattern.lastIndex;
  }
  return { tokens, at: 0 };
}

export const peek = ({ tokens, at }: Reading): string => tokens[at] ?? '';

export function take(reading: Reading): string {
  const token = peek(reading);
  reading.at += 1;
  return token;
}

/** Takes the word where it is next; keywords are of any case. */
export function takes(reading: Reading, word: string): boolean {
  if (peek(reading).toLowerCase() !== word) return false;
  reading.at += 1;
  return true;
}

/** Throws MalformedQueryException where something else is next. */
export function expect(reading: Reading, word: string): void {
  if (!takes(reading, word)) throw malformed(`Expected ${word} at ${peek(reading) || 'the end'}`);
}

/** The name of a field. Throws MalformedQueryException. */
export function field(reading: Reading): string {
  const token = take(reading);
  if (!/^[@A-Za-z_`]/.test(token)) throw malformed(`Expected a field at ${token || 'the end'}`);
  return token.replaceAll('`', '');
}

/** One and more, between commas. */
export function list<T>(reading: Reading, one: (reading: Reading) => T): readonly T[] {
  const all = [one(reading)];
  while (takes(reading, ',')) all.push(one(reading));
  return all;
}
