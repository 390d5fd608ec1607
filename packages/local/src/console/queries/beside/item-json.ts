import type { AttributeValue } from '@aws-sdk/client-dynamodb';

/** An item's attribute as plain JSON: a number that JSON cannot hold stays as it was written, bytes are base64. */
export function plainOf(value: AttributeValue): unknown {
  if (value.S !== undefined) return value.S;
  if (value.N !== undefined) return numberOf(value.N);
  if (value.BOOL !== undefined) return value.BOOL;
  if (value.NULL !== undefined) return null;
  if (value.M !== undefined) return plainItem(value.M);
  if (value.L !== undefined) return value.L.map(plainOf);
  if (value.SS !== undefined) return value.SS;
  if (value.NS !== undefined) return value.NS.map(numberOf);
  if (value.B !== undefined) return base64(value.B);
  return value.BS?.map(base64);
}

export const plainItem = (item: Readonly<Record<string, AttributeValue>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(item).map(([name, value]) => [name, plainOf(value)]));

const numberOf = (text: string) => (String(Number(text)) === text ? Number(text) : text);
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

const BYTES = '$bytes';

/** Where the next page of a table begins, as a text; bytes in a key stay bytes. */
export const cursorOf = (key: Readonly<Record<string, AttributeValue>>): string =>
  JSON.stringify(key, (_, value) => (value instanceof Uint8Array ? { [BYTES]: base64(value) } : value));

export const keyOf = (cursor: string): Record<string, AttributeValue> =>
  JSON.parse(cursor, (_, value) =>
    value !== null && typeof value === 'object' && typeof value[BYTES] === 'string'
      ? Uint8Array.from(Buffer.from(value[BYTES], 'base64'))
      : value,
  );
