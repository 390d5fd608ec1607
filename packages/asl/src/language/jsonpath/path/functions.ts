import { isJsonObject, type Json } from '#asl/json.ts';

/** A function that Jayway does not have, or that has no value for what it is applied to. */
export class PathFunctionError extends Error {
  override readonly name = 'PathFunctionError';
}

/**
 * Functions at the end of a path, such as `$.items.length()`. Throws a PathFunctionError where Jayway has no value.
 * https://github.com/json-path/JsonPath#functions
 */
export function applyFunction(name: string, value: Json | undefined): Json {
  const apply = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  if (apply === undefined) throw new PathFunctionError(`Function of name: ${name} cannot be created`);
  return apply(value ?? null);
}

const FUNCTIONS: Readonly<Record<string, (value: Json) => Json>> = {
  length: (value) =>
    Array.isArray(value) || typeof value === 'string' ? value.length : Object.keys(value ?? {}).length,
  size: (value) => (Array.isArray(value) ? value.length : Object.keys(value ?? {}).length),
  keys: (value) => (isJsonObject(value) ? Object.keys(value) : null),
  min: (value) => numbers(value).reduce((least, number) => Math.min(least, number)),
  max: (value) => numbers(value).reduce((most, number) => Math.max(most, number)),
  sum: (value) => sum(numbers(value)),
  avg: (value) => mean(numbers(value)),
  stddev: (value) => deviation(numbers(value)),
  first: (value) => (Array.isArray(value) ? (value[0] ?? null) : null),
  last: (value) => (Array.isArray(value) ? (value.at(-1) ?? null) : null),
  concat: (value) => (Array.isArray(value) ? value.filter((part) => typeof part === 'string').join('') : null),
};

function numbers(value: Json): readonly number[] {
  const found = Array.isArray(value) ? value.filter((item) => typeof item === 'number') : [];
  if (found.length === 0)
    throw new PathFunctionError('Aggregation function attempted to calculate value using empty array');
  return found;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
function deviation(values: readonly number[]): number {
  const middle = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)));
}

const mean = (values: readonly number[]): number => sum(values) / values.length;
