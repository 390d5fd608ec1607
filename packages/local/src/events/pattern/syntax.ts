import type { Json } from '@safelight/asl/json';
import { InvalidPattern, refuse } from '#local/events/pattern/invalid-pattern.ts';

/** A pattern as it is written: members of one name are all kept, and numbers are the characters that they are made of. */
export type Syntax =
  | { readonly kind: 'object'; readonly members: readonly (readonly [string, Syntax])[] }
  | { readonly kind: 'list'; readonly items: readonly Syntax[] }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'number'; readonly digits: string }
  | { readonly kind: 'word'; readonly value: boolean | null };

/** Jackson, which reads AWS's patterns, goes no deeper. */
const DEEPEST = 1000;

const TOKEN = /[[\]{},:]|"(?:[^"\\]|\\.)*"|[^\s[\]{},:"]+/g;

/** Reads the text of a pattern. Throws InvalidPattern. */
export function parseSyntax(text: string): Syntax {
  try {
    JSON.parse(text);
  } catch {
    throw new InvalidPattern('Pattern is not valid JSON');
  }
  const tokens = text.match(TOKEN) ?? [];
  return readValue({ tokens, at: 0 }, 0);
}

/** The same of a pattern that is JSON already. */
export const syntaxOf = (pattern: Json): Syntax => parseSyntax(JSON.stringify(pattern));

interface Reading {
  readonly tokens: readonly string[];
  at: number;
}

function readValue(reading: Reading, depth: number): Syntax {
  if (depth > DEEPEST) refuse(`Document nesting depth exceeds the maximum allowed (${DEEPEST})`);
  const token = next(reading);
  if (token === '{') return { kind: 'object', members: readMembers(reading, depth) };
  if (token === '[') return { kind: 'list', items: readItems(reading, depth) };
  if (token.startsWith('"')) return { kind: 'text', value: JSON.parse(token) };
  return token === 'true' || token === 'false' || token === 'null'
    ? { kind: 'word', value: JSON.parse(token) }
    : { kind: 'number', digits: token };
}

function readMembers(reading: Reading, depth: number): readonly (readonly [string, Syntax])[] {
  const members: (readonly [string, Syntax])[] = [];
  for (let token = next(reading); token !== '}'; token = next(reading)) {
    if (token === ',') continue;
    // The colon.
    next(reading);
    members.push([JSON.parse(token), readValue(reading, depth + 1)]);
  }
  return members;
}

function readItems(reading: Reading, depth: number): readonly Syntax[] {
  const items: Syntax[] = [];
  while (reading.tokens[reading.at] !== ']') {
    if (reading.tokens[reading.at] === ',') reading.at += 1;
    items.push(readValue(reading, depth + 1));
  }
  reading.at += 1;
  return items;
}

function next(reading: Reading): string {
  const token = reading.tokens[reading.at] ?? '';
  reading.at += 1;
  return token;
}
