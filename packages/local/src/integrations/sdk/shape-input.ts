import { isJsonObject, type Json, type JsonObject } from '@safelight/asl/json';
import type { NormalizedSchema } from '@smithy/core/schema';
import { membersOf } from './members.ts';

/** A parameter that does not fit the action's input, in AWS's words. */
export class ParameterError extends Error {
  override readonly name = 'ParameterError';
}

/**
 * Turns a state's parameters into the input of an SDK command.
 *
 * Names are those of the API in Pascal case; null counts as absent; timestamps are ISO 8601 texts; what the API
 * carries as bytes is text, or any other JSON value, which is then written as JSON.
 * `jsonMembers` names members of type string that may be given as JSON values (`MessageBody`, `Input` …).
 */
export function toInput(schema: NormalizedSchema, value: Json, jsonMembers: ReadonlySet<string>): unknown {
  return convert(schema, value, '', jsonMembers);
}

function convert(schema: NormalizedSchema, value: Json, name: string, jsonMembers: ReadonlySet<string>): unknown {
  if (schema.isDocumentSchema()) return value;
  if (schema.isStructSchema()) return structure(schema, value, name, jsonMembers);
  if (schema.isMapSchema()) {
    const entries = Object.entries(object(value, name)).filter(([, member]) => member !== null);
    const valueSchema = schema.getValueSchema();
    return Object.fromEntries(entries.map(([key, member]) => [key, convert(valueSchema, member, key, jsonMembers)]));
  }
  if (schema.isListSchema()) {
    if (!Array.isArray(value)) throw expected(name, 'an ARRAY');
    const valueSchema = schema.getValueSchema();
    return value.map((member: Json) => convert(valueSchema, member, name, jsonMembers));
  }
  return scalar(schema, value, name, jsonMembers);
}

function structure(schema: NormalizedSchema, value: Json, name: string, jsonMembers: ReadonlySet<string>) {
  const input: Record<string, unknown> = {};
  const members = membersOf(schema);
  for (const [key, member] of Object.entries(object(value, name))) {
    const target = members.get(key);
    if (target === undefined) throw new ParameterError(`The field '${key}' is not supported by Step Functions`);
    if (member !== null) input[target.name] = convert(target.schema, member, key, jsonMembers);
  }
  return input;
}

function scalar(schema: NormalizedSchema, value: Json, name: string, jsonMembers: ReadonlySet<string>): unknown {
  if (schema.isBlobSchema()) return new TextEncoder().encode(asText(value));
  if (schema.isTimestampSchema()) return timestamp(value, name);
  if (schema.isNumericSchema()) {
    if (typeof value !== 'number') throw expected(name, 'a NUMBER');
    return value;
  }
  if (schema.isBooleanSchema()) {
    if (typeof value !== 'boolean') throw expected(name, 'a BOOLEAN');
    return value;
  }
  if (typeof value === 'string') return value;
  if (jsonMembers.has(name)) return JSON.stringify(value);
  throw expected(name, 'a STRING');
}

function timestamp(value: Json, name: string): Date {
  const date = typeof value === 'string' ? new Date(value) : new Date(Number.NaN);
  if (Number.isNaN(date.getTime())) throw expected(name, 'a valid ISO-8601 timestamp');
  return date;
}

function object(value: Json, name: string): JsonObject {
  if (!isJsonObject(value)) throw expected(name, 'an OBJECT');
  return value;
}

const asText = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));

const expected = (name: string, kind: string): ParameterError =>
  new ParameterError(`The value for the field '${name}' must be ${kind}`);
