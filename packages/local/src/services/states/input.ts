import { isJsonObject, type JsonObject } from '@safelight/asl/json';
import { validationError } from '#services/states/errors.ts';

/** Readers of an operation's input; what is not as the API says is refused with a ValidationException. */

interface Length {
  readonly min?: number;
  readonly max?: number;
}

export function text(input: JsonObject, name: string, length: Length = {}): string {
  const value = optionalText(input, name, length);
  if (value === undefined) throw constraint('null', name, 'Member must not be null');
  return value;
}

export function optionalText(input: JsonObject, name: string, { min = 0, max }: Length = {}): string | undefined {
  const value = input[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw validationError(`The member '${name}' must be a string`);
  if (value.length < min) {
    throw constraint(`'${value}'`, name, `Member must have length greater than or equal to ${min}`);
  }
  if (max !== undefined && value.length > max) {
    throw constraint(shorten(value), name, `Member must have length less than or equal to ${max}`);
  }
  return value;
}

export function oneOf<T extends string>(input: JsonObject, name: string, values: readonly T[]): T | undefined {
  const value = optionalText(input, name);
  if (value === undefined) return undefined;
  const found = values.find((known) => known === value);
  if (found !== undefined) return found;
  throw constraint(`'${value}'`, name, `Member must satisfy enum value set: [${values.join(', ')}]`);
}

export function flag(input: JsonObject, name: string, fallback: boolean): boolean {
  const value = input[name];
  if (value === undefined || value === null) return fallback;
  if (typeof value !== 'boolean') throw validationError(`The member '${name}' must be a boolean`);
  return value;
}

export function wholeNumber(input: JsonObject, name: string, min: number, max: number): number | undefined {
  const value = input[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    throw validationError(`The member '${name}' must be an integer`);
  }
  if (value < min) throw constraint(`'${value}'`, name, `Member must have value greater than or equal to ${min}`);
  if (value > max) throw constraint(`'${value}'`, name, `Member must have value less than or equal to ${max}`);
  return value;
}

export function structure(input: JsonObject, name: string): JsonObject | undefined {
  const value = input[name];
  if (value === undefined || value === null) return undefined;
  if (!isJsonObject(value)) throw validationError(`The member '${name}' must be a structure`);
  return value;
}

export function list(input: JsonObject, name: string): readonly JsonObject[] | undefined {
  const value = input[name];
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value) || !value.every(isJsonObject)) {
    throw validationError(`The member '${name}' must be a list of structures`);
  }
  return value;
}

export const constraint = (value: string, name: string, rule: string) =>
  validationError(`1 validation error detected: Value ${value} at '${name}' failed to satisfy constraint: ${rule}`);

/** Large values are not echoed whole. */
const shorten = (value: string) => (value.length > 64 ? `'${value.slice(0, 64)}…'` : `'${value}'`);
