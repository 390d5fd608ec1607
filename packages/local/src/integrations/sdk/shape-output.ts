import type { Json } from '@safelight/asl/json';
import type { NormalizedSchema } from '@smithy/core/schema';
import { upperFirst } from './members.ts';

/** How a date is written: `iso` by `aws-sdk:` integrations, `epoch` (milliseconds) by the optimized ones. */
export type DateStyle = 'iso' | 'epoch';

/**
 * Turns the output of an SDK command into a task's result: Pascal case, members in the order of their names, no bytes,
 * no dates, nothing undefined.
 */
export function toResult(schema: NormalizedSchema, value: unknown, dates: DateStyle): Json {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return dates === 'iso' ? isoDate(value) : value.getTime();
  if (value instanceof Uint8Array) return new TextDecoder().decode(value);
  if (schema.isDocumentSchema()) return JSON.parse(JSON.stringify(value));
  if (schema.isStructSchema()) return structure(schema, value, dates);
  if (Array.isArray(value)) return value.map((member) => toResult(schema.getValueSchema(), member, dates));
  if (schema.isMapSchema() && typeof value === 'object') {
    const entries = Object.entries(value).filter(([, member]) => member !== undefined);
    return Object.fromEntries(entries.map(([key, member]) => [key, toResult(schema.getValueSchema(), member, dates)]));
  }
  return scalar(value);
}

function structure(schema: NormalizedSchema, value: unknown, dates: DateStyle): Json {
  const given: Record<string, unknown> = { ...Object(value) };
  const members = [...schema.structIterator()]
    .filter(([name]) => given[name] !== undefined)
    .map(([name, member]): [string, Json] => [upperFirst(name), toResult(member, given[name], dates)]);
  return Object.fromEntries(members.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function scalar(value: unknown): Json {
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'boolean':
      return value;
    case 'bigint':
      return Number(value);
    default:
      return String(value);
  }
}

/** As Java's `Instant` writes it: no fraction where it is zero. */
const isoDate = (date: Date): string => date.toISOString().replace('.000Z', 'Z');
