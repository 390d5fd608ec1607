import type { KeyAttribute, KeySchema } from '#services/dynamodb/schema/key-schema.ts';
import { attributeOf, type Item, isScalar, type ScalarValue } from '#services/dynamodb/values/attribute-value.ts';
import { keyBytes } from '#services/dynamodb/values/key-bytes.ts';

/** Where a row stands, in a table or an index. Bytes in DynamoDB's order. */
export interface ItemKey {
  readonly partition: Uint8Array;
  readonly sort: Uint8Array;
}

const HASH_BYTES = 4;

/** Hashes are less than this. */
export const HASHES = 2 ** 32 - 1;

/** The key of an item; undefined where it lacks an attribute of it, or has one of another type: an index does not have it. */
export function keyOf({ hash, range }: KeySchema, item: Item): ItemKey | undefined {
  const [partition, sort] = [valuesOf(hash, item), valuesOf(range, item)];
  return partition && sort ? { partition: partitionOf(partition), sort: keyBytes(sort) } : undefined;
}

function valuesOf(attributes: readonly KeyAttribute[], item: Item): ScalarValue[] | undefined {
  const values: ScalarValue[] = [];
  for (const { name, type } of attributes) {
    const value = attributeOf(item, name);
    if (!value || !isScalar(value) || !(type in value)) return undefined;
    values.push(value);
  }
  return values;
}

/** The partition of these values of the hash attributes. */
export function partitionOf(values: readonly ScalarValue[]): Uint8Array {
  const key = keyBytes(values);
  return Buffer.concat([firstOfHash(hashOf(key)), key]);
}

/** What is below all partitions of a hash, and above all those of lesser ones. */
export function firstOfHash(hash: number): Uint8Array {
  const partition = Buffer.alloc(HASH_BYTES);
  partition.writeUInt32BE(hash);
  return partition;
}

/** FNV-1a, mixed as MurmurHash3 ends: keys that differ in their last byte alone are spread too. */
function hashOf(bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) % HASHES;
}

const compare = (left: Uint8Array, right: Uint8Array): number => Buffer.compare(left, right);

export const sameKey = (left: ItemKey, right: ItemKey): boolean =>
  compare(left.partition, right.partition) === 0 && compare(left.sort, right.sort) === 0;
