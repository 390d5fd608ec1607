import { isJsonObject, type Json, type JsonObject } from '@safelight/asl/json';
import { type Page, pageOf } from '#gateway/paging.ts';
import { invalid } from '#services/cloudformation/context.ts';

export function text(input: JsonObject, name: string): string {
  const value = optional(input, name);
  if (value === undefined)
    throw invalid(
      `1 validation error detected: Value null at '${member(name)}' failed to satisfy constraint: Member must not be null`,
    );
  return value;
}

export function optional(input: JsonObject, name: string): string | undefined {
  const value = input[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function flag(input: JsonObject, name: string): boolean | undefined {
  const value = optional(input, name);
  if (value === undefined || value === 'true' || value === 'false')
    return value === undefined ? undefined : value === 'true';
  throw invalid(`Value '${value}' at '${member(name)}' failed to satisfy constraint: Member must be a boolean`);
}

export function oneOf<const T extends string>(input: JsonObject, name: string, values: readonly T[]): T | undefined {
  const value = optional(input, name);
  const found = values.find((each) => each === value);
  if (value !== undefined && found === undefined)
    throw invalid(
      `1 validation error detected: Value '${value}' at '${member(name)}' failed to satisfy constraint: Member must satisfy enum value set: [${values.join(', ')}]`,
    );
  return found;
}

export const texts = (input: JsonObject, name: string): readonly string[] => list(input, name).map(String);

export const objects = (input: JsonObject, name: string): readonly JsonObject[] =>
  list(input, name).filter(isJsonObject);

const list = (input: JsonObject, name: string): readonly Json[] => {
  const value = input[name];
  return Array.isArray(value) ? value : [];
};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStack.html */
export function checkedName(input: JsonObject, name: string): string {
  const value = text(input, name);
  if (/^[a-zA-Z][-a-zA-Z0-9]{0,127}$/.test(value)) return value;
  throw invalid(
    `1 validation error detected: Value '${value}' at '${member(name)}' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*`,
  );
}

const member = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

/** Throws ValidationError for a token that no page gave out. */
export const checkToken = (input: JsonObject): void => void stackPage([], input);

/** A hundred on a page. Throws ValidationError. */
export function stackPage<T>(items: readonly T[], { NextToken: token }: JsonObject): Page<T> {
  const invalidToken = () => invalid('NextToken is not valid');
  if (token !== undefined && typeof token !== 'string') throw invalidToken();
  return pageOf(items, { token, size: 100, invalidToken });
}
