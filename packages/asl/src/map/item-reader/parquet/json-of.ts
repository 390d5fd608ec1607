import type { Json, JsonObject } from '#asl/json.ts';

/** A row as JSON: times are texts in ISO 8601, bytes that are no text are base64, what JSON has no number for is null. */
export const jsonOf = (row: Readonly<Record<string, unknown>>): JsonObject =>
  Object.fromEntries(Object.entries(row).map(([column, value]) => [column, jsonValue(value)]));

function jsonValue(value: unknown): Json {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) ? value : null;
    case 'bigint':
      return Number(value);
    case 'object':
      return value === null ? null : objectOf(value);
    default:
      return null;
  }
}

function objectOf(value: object): Json {
  if (Array.isArray(value)) return value.map(jsonValue);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  return jsonOf({ ...value });
}
