import { Budget, limits } from '@safelight/asl/language/budget';
import { execWithin } from '@safelight/asl/language/pattern';
import { AwsError } from '#gateway/aws-error.ts';

export const malformed = (why: string): AwsError => new AwsError('MalformedQueryException', why);

/** What is still to be read of a query, which is cut into tokens as it is read: only there a `/` begins an expression. */
export interface Reading {
  readonly text: string;
  at: number;
  /** Whether what is read is computed of a group of rows: within `stats` alone. */
  isOfGroup: boolean;
}

const COMMENT = /^\s*#.*$/gm;
const TOKEN =
  /\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]+`|=~|!=|<=|>=|[=<>()[\],|*/+%^-]|\d+(?:\.\d+)?(?![\w@])|[@A-Za-z0-9_][@\w.]*)/y;
const EXPRESSION = /\s*\/((?:[^/\\]|\\.)+)\//y;

export const read = (query: string): Reading => ({ text: query.replace(COMMENT, '').trim(), at: 0, isOfGroup: false });

/** The next token, or nothing at the end. Throws MalformedQueryException. */
export function peek({ text, at }: Reading): string {
  TOKEN.lastIndex = at;
  const token = TOKEN.exec(text)?.[1];
  if (token === undefined && text.slice(at).trim() !== '')
    throw malformed(`Unexpected input at ${text.slice(at).trim().slice(0, 20)}`);
  return token ?? '';
}

export function take(reading: Reading): string {
  const token = peek(reading);
  if (token !== '') reading.at = TOKEN.lastIndex;
  return token;
}

/** Takes the word where it is next; keywords are of any case. */
export function takes(reading: Reading, word: string): boolean {
  if (peek(reading).toLowerCase() !== word) return false;
  take(reading);
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

/** `"text"`, where one is next. */
export function quoted(reading: Reading): string | undefined {
  if (!/^["']/.test(peek(reading))) return undefined;
  return take(reading).slice(1, -1).replace(/\\(.)/g, '$1');
}

/** A regular expression of a query. */
export interface RegularExpression {
  readonly source: string;
  /** Throws BudgetExceeded where this and all that it matched before take longer than a query may. */
  readonly exec: (text: string) => RegExpExecArray | null;
}

/** Some hundred milliseconds, however many rows there are. */
const STEPS = 3_000_000;

/**
 * `/expression/`, where one is next. Groups are named `(?<name>…)`; `(?i)` at its beginning makes all of it ignore case.
 * Throws MalformedQueryException.
 */
export function regularExpression(reading: Reading): RegularExpression | undefined {
  EXPRESSION.lastIndex = reading.at;
  const source = EXPRESSION.exec(reading.text)?.[1];
  if (source === undefined) return undefined;
  reading.at = EXPRESSION.lastIndex;
  const [, flags = '', rest = ''] = /^(?:\(\?([ims]+)\))?([\s\S]*)$/.exec(source) ?? [];
  // No group that looks around or back: AWS's engine has none.
  if (/\(\?(?:[=!]|<[=!])|\\[1-9]|\\k/.test(rest)) throw malformed(`Not a regular expression of Insights: ${source}`);
  try {
    const pattern = new RegExp(rest, flags);
    const budget = new Budget(limits({ steps: STEPS }));
    return { source: rest, exec: (text) => execWithin(pattern, text, budget) };
  } catch {
    throw malformed(`Not a regular expression: ${source}`);
  }
}
