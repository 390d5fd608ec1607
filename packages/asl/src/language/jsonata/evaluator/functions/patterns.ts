import { hasPart, indexOfPart, splitAtParts } from '#asl/language/text-search.ts';
import type { Call } from '../fn.ts';
import { Fn } from '../fn.ts';
import { JsonataError } from '../jsonata-error.ts';
import { apply } from '../nodes/apply.ts';
import { append } from '../nodes/steps.ts';
import { isList, isMembers, type Members, sequenceOf, type Value } from '../values.ts';
import { substitute } from './substitute.ts';

/** Characters that are searched in the time that a step takes. */
const CHARACTERS_SEARCHED_A_STEP = 16;

type Native = (args: readonly Value[], call: Call) => Value;

export const patterns: Readonly<Record<string, Native>> = {
  contains: ([text, token], call) => {
    if (typeof text !== 'string' || token === undefined) return undefined;
    if (typeof token !== 'string') return firstMatch(token, text, call) !== undefined;
    call.frame.run.budget.spend((text.length + token.length) / CHARACTERS_SEARCHED_A_STEP);
    return hasPart(text, token);
  },
  match: ([text, pattern, limit], call) => {
    if (typeof text !== 'string') return undefined;
    const most = atMost(limit, 'D3040', 3);
    const found = sequenceOf();
    for (const { match, start, groups } of matches(pattern, text, most, call)) {
      append(found, [{ match, index: start, groups }], call.frame.run);
    }
    return found;
  },
  split: ([text, separator, limit], call) => {
    if (typeof text !== 'string') return undefined;
    const most = atMost(limit, 'D3020', 3);
    const parts =
      typeof separator === 'string' ? splitText(text, separator, most, call) : splitAt(separator, text, most, call);
    call.frame.run.budget.holdList(parts.length);
    call.frame.run.budget.spend(parts.length);
    return parts;
  },
  replace: ([text, pattern, replacement, limit], call) => {
    if (typeof text !== 'string') return undefined;
    if (pattern === '') throw new JsonataError('D3010', { value: pattern, index: 2 });
    const most = atMost(limit, 'D3011', 4);
    return typeof pattern === 'string'
      ? replaceText(text, pattern, String(replacement), most, call)
      : replaceMatches(text, pattern, replacement, most, call);
  },
};

/** Between characters where there is no separator. */
function splitText(text: string, separator: string, most: number, { frame: { run } }: Call): string[] {
  run.budget.spend((text.length + separator.length) / CHARACTERS_SEARCHED_A_STEP);
  const parts = Math.floor(most);
  return separator === '' ? text.slice(0, parts).split('') : splitAtParts(text, separator, parts);
}

function atMost(limit: Value, code: string, index: number): number {
  if (typeof limit !== 'number') return Number.POSITIVE_INFINITY;
  if (limit < 0) throw new JsonataError(code, { value: limit, index });
  return limit;
}

function firstMatch(pattern: Value, text: string | undefined, { frame }: Call): Members | undefined {
  const match = apply(pattern, text === undefined ? [] : [text], null, frame);
  if (match === undefined) return undefined;
  const { start, end, groups, next } = isMembers(match) ? match : {};
  if (
    !isMembers(match) ||
    !(typeof start === 'number' || typeof end === 'number' || isList(groups) || next instanceof Fn)
  ) {
    throw new JsonataError('T1010');
  }
  return match;
}

function* matches(pattern: Value, text: string, most: number, call: Call): Generator<Members> {
  let count = 0;
  let match = most > 0 ? firstMatch(pattern, text, call) : undefined;
  while (match !== undefined && count < most) {
    yield match;
    count += 1;
    match = firstMatch(match.next, undefined, call);
  }
}

function splitAt(pattern: Value, text: string, most: number, call: Call): string[] {
  const parts: string[] = [];
  let start = 0;
  for (const { start: from, end } of matches(pattern, text, most, call)) {
    parts.push(text.substring(start, Number(from)));
    start = Number(end);
  }
  if (parts.length < most) parts.push(text.substring(start));
  return parts;
}

function replaceText(text: string, pattern: string, replacement: string, most: number, call: Call): string {
  let result = '';
  let position = 0;
  let count = 0;
  call.frame.run.budget.spend((text.length + pattern.length) / CHARACTERS_SEARCHED_A_STEP);
  for (let at = indexOfPart(text, pattern); at !== -1 && count < most; at = indexOfPart(text, pattern, position)) {
    call.frame.run.budget.spend();
    result = added(result, text.substring(position, at) + replacement, call);
    position = at + pattern.length;
    count += 1;
  }
  return added(result, text.substring(position), call);
}

function replaceMatches(text: string, pattern: Value, replacement: Value, most: number, call: Call): string {
  let result = '';
  let position = 0;
  for (const match of matches(pattern, text, most, call)) {
    const by =
      typeof replacement === 'string' ? substitute(replacement, match) : apply(replacement, [match], null, call.frame);
    if (typeof by !== 'string') throw new JsonataError('D3012', { value: by });
    result = added(result, text.substring(position, Number(match.start)) + by, call);
    position = Number(match.start) + String(match.match).length;
  }
  return added(result, text.substring(position), call);
}

/** Texts that are put together are only copied once, at the end. */
function added(text: string, more: string, { frame: { run } }: Call): string {
  run.budget.holdText(more.length);
  return text + more;
}
