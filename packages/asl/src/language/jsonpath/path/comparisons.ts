import type { Json } from '#asl/json.ts';
import { hasPart } from '#asl/language/text-search.ts';
import { Incomparable } from './incomparable.ts';

/** The right side is undefined where a path leads nowhere. */
export type Comparison = (left: Json, right: Json | undefined) => boolean;

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/**
 * Jayway 2.0.0's comparisons. Literals are texts there, and what the value beside them is says what they are compared
 * as: `@.n == 5`, `@.n == '5'` and `@.name == five` are all meant. Where one side is nothing they are false, `!=` too.
 */
export const COMPARISONS: Readonly<Record<string, Comparison>> = {
  '==': (left, right) => ordered(left, right, (order) => order === 0),
  '!=': (left, right) => ordered(left, right, (order) => order !== 0),
  '<': bothThere((order) => order > 0),
  '<=': bothThere((order) => order >= 0),
  '>': bothThere((order) => order < 0),
  '>=': bothThere((order) => order <= 0),
};

/** `order` is of the right to the left. */
type Test = (order: number) => boolean;

function bothThere(test: Test): Comparison {
  return (left, right) => (left === null) === (right === null) && ordered(left, right, test);
}

function ordered(left: Json, right: Json | undefined, test: Test): boolean {
  if (right === undefined) return false;
  const order = orderOf(right, left);
  return order !== undefined && test(order);
}

const isNullish = (value: Json): boolean => value === null || value === 'null';

/** Undefined where two values have no order. Throws an Incomparable. */
function orderOf(expected: Json, actual: Json): number | undefined {
  if (expected === actual) return 0;
  if (isNullish(expected) || isNullish(actual)) return Number(isNullish(actual)) - Number(isNullish(expected));
  if (typeof expected === 'string') return orderOfText(expected, actual);
  if (typeof expected === 'number' && typeof actual === 'number') return Math.sign(expected - actual);
  if (typeof expected === 'boolean' && typeof actual === 'boolean') return Number(expected) - Number(actual);
  return undefined;
}

function orderOfText(expected: string, actual: Json): number | undefined {
  switch (typeof actual) {
    case 'string': {
      const text = expected.replaceAll("\\'", "'");
      return text === actual ? 0 : text < actual ? -1 : 1;
    }
    case 'number':
      if (!NUMBER.test(expected)) throw new Incomparable(`'${expected}' is no number`);
      return Math.sign(Number(expected) - actual);
    case 'boolean':
      return Number(expected.toLowerCase() === 'true') - Number(actual);
    default:
      return undefined;
  }
}

const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);
/** What is in a list, by value: each is written down once, however often it is asked for. */
class Members {
  readonly #scalars = new Set<Json>();
  readonly #texts = new Set<string>();

  constructor(list: readonly Json[]) {
    for (const member of list) {
      if (typeof member === 'object') this.#texts.add(JSON.stringify(member));
      else this.#scalars.add(member);
    }
  }

  has(value: Json): boolean {
    return typeof value === 'object' ? this.#texts.has(JSON.stringify(value)) : this.#scalars.has(value);
  }
}

const membersOf = (list: Json | undefined): Members => new Members(isList(list) ? list : []);
const includes = (list: Json | undefined, value: Json | undefined): boolean =>
  value !== undefined && membersOf(list).has(value);
const sizeOf = (value: Json | undefined): number | undefined =>
  typeof value === 'string' || isList(value) ? value.length : undefined;

function ofEach(test: (members: readonly Json[], right: Members) => boolean): Comparison {
  return (left, right) => isList(left) && test(left, membersOf(right));
}

/** Operators that are words: those of later versions of Jayway. */
export const WORDS: Readonly<Record<string, Comparison>> = {
  nin: (left, right) => !includes(right, left),
  in: (left, right) => includes(right, left),
  subsetof: ofEach((members, right) => members.every((member) => right.has(member))),
  anyof: ofEach((members, right) => members.some((member) => right.has(member))),
  noneof: ofEach((members, right) => !members.some((member) => right.has(member))),
  contains: (left, right) => (typeof left === 'string' ? hasPart(left, String(right)) : includes(left, right)),
  size: (left, right) => sizeOf(left) === (typeof right === 'number' ? right : sizeOf(right)),
  empty: (left, right) => (sizeOf(left) === 0) === right,
};
