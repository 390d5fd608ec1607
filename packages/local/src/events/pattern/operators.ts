import { isJsonObject, type Json } from '@safelight/asl/json';
import { cidrMatcher } from '#local/events/pattern/cidr.ts';
import { refuse } from '#local/events/pattern/invalid-pattern.ts';
import { numericMatcher } from '#local/events/pattern/numeric.ts';
import { wildcardMatcher } from '#local/events/pattern/wildcard.ts';

/** Tells whether one leaf of an event matches; `undefined` is a field that is not there. */
export type LeafMatcher = (value: Json | undefined) => boolean;

type Operator = (argument: Json) => LeafMatcher;

/** Every operator of a match expression, by its name in a pattern. */
const operators: Readonly<Record<string, Operator>> = {
  'anything-but': anythingBut,
  prefix: (argument) => affix('prefix', argument),
  suffix: (argument) => affix('suffix', argument),
  wildcard: (argument) => onString(wildcardMatcher(text('wildcard', argument))),
  'equals-ignore-case': (argument) => onString(equalsIgnoreCase(text('equals-ignore-case', argument))),
  cidr: (argument) => onString(cidrMatcher(text('cidr', argument))),
  numeric(argument) {
    const matches = numericMatcher(argument);
    return (value) => typeof value === 'number' && matches(value);
  },
  exists(argument) {
    if (typeof argument !== 'boolean') return refuse('exists match pattern must be either true or false.');
    return (value) => (value !== undefined) === argument;
  },
};

/** One element of a field's array in a pattern: a literal, or an object of one operator. */
export function leafMatcher(element: Json): LeafMatcher {
  if (Array.isArray(element)) return refuse('Match value must be String, number, true, false, or null');
  if (!isJsonObject(element)) return (value) => value === element;
  const [name, argument] = onlyEntry(element);
  const operator = Object.hasOwn(operators, name) ? operators[name] : undefined;
  return operator ? operator(argument) : refuse(`Unrecognized match type ${name}`);
}

/** What `anything-but` can be applied to beside plain values: each takes a string or a list of them. */
const negated: Readonly<Record<string, (argument: string) => (value: string) => boolean>> = {
  prefix: (start) => (value) => value.startsWith(start),
  suffix: (end) => (value) => value.endsWith(end),
  wildcard: wildcardMatcher,
  'equals-ignore-case': equalsIgnoreCase,
};

function anythingBut(argument: Json): LeafMatcher {
  if (!isJsonObject(argument)) {
    const excluded = plainValues(argument);
    return (value) => value !== undefined && !excluded.includes(value);
  }
  const [name, operand] = onlyEntry(argument);
  const create = Object.hasOwn(negated, name) ? negated[name] : undefined;
  if (!create) return refuse(`Unsupported anything-but pattern: ${name}`);
  const excluded = texts(name, operand).map(create);
  return (value) => value !== undefined && !(typeof value === 'string' && excluded.some((matches) => matches(value)));
}

function plainValues(argument: Json): readonly Json[] {
  const values = Array.isArray(argument) ? argument : [argument];
  const types = new Set(values.map((value) => typeof value));
  const uniform = types.size === 1 && (types.has('string') || types.has('number'));
  if (uniform) return values;
  if (!Array.isArray(argument)) return refuse('Value of anything-but must be an array or single string/number value.');
  return refuse('Inside anything but list, either all values are number or string, mixed type is not supported');
}

function affix(name: 'prefix' | 'suffix', argument: Json): LeafMatcher {
  const isAt = (value: string, piece: string) => (name === 'prefix' ? value.startsWith(piece) : value.endsWith(piece));
  if (!isJsonObject(argument)) {
    const piece = text(name, argument);
    return onString((value) => isAt(value, piece));
  }
  const [operator, operand] = onlyEntry(argument);
  if (operator !== 'equals-ignore-case') return refuse(`Unsupported ${name} pattern: ${operator}`);
  const piece = text('equals-ignore-case', operand).toLowerCase();
  return onString((value) => isAt(value.toLowerCase(), piece));
}

function equalsIgnoreCase(expected: string): (value: string) => boolean {
  const lower = expected.toLowerCase();
  return (value) => value.toLowerCase() === lower;
}

const onString =
  (matches: (value: string) => boolean): LeafMatcher =>
  (value) =>
    typeof value === 'string' && matches(value);

const text = (name: string, argument: Json): string =>
  typeof argument === 'string' ? argument : refuse(`${name} match pattern must be a string`);

function texts(name: string, argument: Json): readonly string[] {
  const values = (Array.isArray(argument) ? argument : [argument]).map((value) => text(name, value));
  if (values.length === 0 || values.includes('')) return refuse(`Null ${name} not allowed`);
  return values;
}

function onlyEntry(expression: Json): [string, Json] {
  const [entry, ...more] = isJsonObject(expression) ? Object.entries(expression) : [];
  if (!entry) return refuse('Match expression name not found');
  return more.length === 0 ? entry : refuse('Only one key allowed in match expression');
}
