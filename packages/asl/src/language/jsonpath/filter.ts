import '../linear-patterns.ts';
import type { Json } from '#asl/json.ts';
import { evaluatePath } from './evaluate.ts';
import { type Path, parsePath } from './path.ts';
import { TextReader } from './text-reader.ts';

/** Whether an item passes; `root` is what `$` stands for inside the filter. */
export type FilterTest = (item: Json, root: Json) => boolean;

type Operand = (item: Json, root: Json) => Json | undefined;
type Comparison = (left: Json | undefined, right: Json | undefined) => boolean;

const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);
/** Jayway compares a number with a text by what the one on the left is. */
function sameJson(left: Json | undefined, right: Json | undefined): boolean {
  if (left === right) return true;
  if (typeof left === 'number' && typeof right === 'string') return right.trim() !== '' && Number(right) === left;
  if (typeof left === 'string' && typeof right === 'number') return String(right) === left;
  return typeof left === 'object' && JSON.stringify(left) === JSON.stringify(right);
}

const includes = (list: Json | undefined, value: Json | undefined): boolean =>
  isList(list) && list.some((member) => sameJson(member, value));
const sizeOf = (value: Json | undefined): number | undefined =>
  typeof value === 'string' || isList(value) ? value.length : undefined;

function ordered(test: (order: number) => boolean): Comparison {
  return (left, right) => {
    if (typeof left === 'number' && typeof right === 'number') return test(left - right);
    if (typeof left === 'string' && typeof right === 'string') return test(left < right ? -1 : left > right ? 1 : 0);
    return false;
  };
}

/** Jayway's operators. Longer ones come first, because they are tried in this order. */
const COMPARISONS: readonly (readonly [string, Comparison])[] = [
  ['==', sameJson],
  ['!=', (left, right) => !sameJson(left, right)],
  ['<=', ordered((order) => order <= 0)],
  ['>=', ordered((order) => order >= 0)],
  ['<', ordered((order) => order < 0)],
  ['>', ordered((order) => order > 0)],
  ['nin', (left, right) => !includes(right, left)],
  ['in', (left, right) => includes(right, left)],
  ['subsetof', (left, right) => isList(left) && left.every((member) => includes(right, member))],
  ['anyof', (left, right) => isList(left) && left.some((member) => includes(right, member))],
  ['noneof', (left, right) => isList(left) && !left.some((member) => includes(right, member))],
  ['contains', (left, right) => (typeof left === 'string' ? left.includes(String(right)) : includes(left, right))],
  ['size', (left, right) => sizeOf(left) === (typeof right === 'number' ? right : sizeOf(right))],
  ['empty', (left, right) => (sizeOf(left) === 0) === right],
];

/** Parses what stands between `[?` and `]`. Throws a SyntaxError. */
export function parseFilter(text: string): FilterTest {
  const reader = new TextReader(text.trim());
  const test = parseOr(reader);
  reader.skipSpace();
  if (!reader.atEnd) throw reader.error('the end of the filter');
  return test;
}

function parseOr(reader: TextReader): FilterTest {
  const tests = separated(reader, '||', parseAnd);
  return (item, root) => tests.some((test) => test(item, root));
}

function parseAnd(reader: TextReader): FilterTest {
  const tests = separated(reader, '&&', parseTerm);
  return (item, root) => tests.every((test) => test(item, root));
}

function separated(reader: TextReader, separator: string, parse: (reader: TextReader) => FilterTest): FilterTest[] {
  const parts: FilterTest[] = [];
  do {
    reader.skipSpace();
    parts.push(parse(reader));
    reader.skipSpace();
  } while (reader.take(separator));
  return parts;
}

function parseTerm(reader: TextReader): FilterTest {
  if (reader.peek('!') && !reader.peek('!=')) {
    reader.take('!');
    const negated = parseTerm(reader);
    return (item, root) => !negated(item, root);
  }
  return reader.peek('(') ? parseFilter(reader.enclosed('(', ')')) : parseComparison(reader);
}

function parseComparison(reader: TextReader): FilterTest {
  const left = parseOperand(reader);
  reader.skipSpace();
  if (reader.take('=~')) return parseMatch(reader, left);
  const comparison = COMPARISONS.find(([operator]) => reader.take(operator));
  if (comparison === undefined) return (item, root) => left(item, root) !== undefined;
  reader.skipSpace();
  const right = parseOperand(reader);
  const [, compare] = comparison;
  return (item, root) => compare(left(item, root), right(item, root));
}

function parseMatch(reader: TextReader, left: Operand): FilterTest {
  reader.skipSpace();
  const [, source, flags] =
    /^\/((?:[^/\\]|\\.)*)\/([a-z]*)$/.exec(reader.match(/^\/(?:[^/\\]|\\.)*\/[a-z]*/) ?? '') ?? [];
  if (source === undefined) throw reader.error('a regular expression');
  const pattern = new RegExp(`^(?:${source})$`, flags?.includes('i') ? 'i' : '');
  return (item, root) => {
    const value = left(item, root);
    return typeof value === 'string' && pattern.test(value);
  };
}

function parseOperand(reader: TextReader): Operand {
  if (reader.peek("'") || reader.peek('"')) {
    const text = reader.quoted();
    return () => text;
  }
  if (reader.peek('@') || reader.peek('$')) return parsePathOperand(reader);
  if (reader.peek('[')) {
    const list: Json = JSON.parse(`[${reader.enclosed('[', ']').replaceAll("'", '"')}]`);
    return () => list;
  }
  const literal = reader.match(/^(?:-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)/);
  if (literal === undefined) throw reader.error('a path or a value');
  const value: Json = JSON.parse(literal);
  return () => value;
}

function parsePathOperand(reader: TextReader): Operand {
  const fromItem = reader.peek('@');
  const text = reader.match(/^[@$](?:\.{1,2}(?:\*|[\w-]+(?:\(\))?)|\[[^\]]*\])*/) ?? '';
  const path: Path = parsePath(text.replace(/^@/, '$'));
  return (item, root) => {
    const found = evaluatePath(path, fromItem ? item : root);
    return found.kind === 'found' ? found.value : undefined;
  };
}
