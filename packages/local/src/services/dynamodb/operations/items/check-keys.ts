import { validationError } from '#services/dynamodb/errors.ts';
import { refuseEmptyIndexKeys, refuseEmptyKey } from '#services/dynamodb/operations/items/empty-keys.ts';
import { type ItemKey, keyOf } from '#services/dynamodb/rows/item-key.ts';
import type { KeyAttribute, KeySchema } from '#services/dynamodb/schema/key-schema.ts';
import type { Table } from '#services/dynamodb/schema/table.ts';
import { attributeOf, type Item, isScalar, typeOf } from '#services/dynamodb/values/attribute-value.ts';
import { keyPartSize } from '#services/dynamodb/values/key-bytes.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html#limits-partition-sort-keys */
const MOST_HASH_BYTES = 2048;
const MOST_RANGE_BYTES = 1024;

const invalid = (what: string) => validationError(`One or more parameter values were invalid: ${what}`);

const mismatch = () => validationError('The provided key element does not match the schema');

/** The key of an item that is put. Throws ValidationException. */
export function keyOfItem({ key }: Table, item: Item): ItemKey {
  for (const { name, type } of [...key.hash, ...key.range]) {
    const value = attributeOf(item, name);
    if (!value) throw invalid(`Missing the key ${name} in the item`);
    if (!(type in value)) throw invalid(`Type mismatch for key ${name} expected: ${type} actual: ${typeOf(value)}`);
  }
  return checkedKey(key, item);
}

/** The key of an item that a batch puts: AWS tells less of what is wrong with it. Throws ValidationException. */
export function refuseOtherKey({ key }: Table, item: Item): void {
  if (![...key.hash, ...key.range].every(({ name, type }) => type in (attributeOf(item, name) ?? {}))) throw mismatch();
}

/** The key that is given as such: exactly its attributes. Throws ValidationException. */
export function keyOfKey(schema: KeySchema, given: Item): ItemKey {
  const attributes = [...schema.hash, ...schema.range];
  const fits = ({ name, type }: KeyAttribute) => type in (attributeOf(given, name) ?? {});
  if (Object.keys(given).length !== attributes.length || !attributes.every(fits)) throw mismatch();
  return checkedKey(schema, given);
}

function checkedKey(schema: KeySchema, holder: Item): ItemKey {
  refuseEmptyKey(schema, holder);
  checkSizes(schema, holder, '');
  const key = keyOf(schema, holder);
  if (!key) throw mismatch();
  return key;
}

/** Throws ValidationException for key attributes of indexes that have another type, or a value that no key may have. */
export function checkIndexKeys(table: Table, item: Item, by: 'put' | 'update'): void {
  for (const { name: index, key } of table.indexes) {
    for (const { name, type } of [...key.hash, ...key.range]) {
      const value = attributeOf(item, name);
      if (value && !(type in value))
        throw invalid(
          `Type mismatch for Index Key ${name} Expected: ${type} Actual: ${typeOf(value)} IndexName: ${index}`,
        );
    }
    checkSizes(key, item, ` IndexName: ${index}`);
  }
  refuseEmptyIndexKeys(table, item, by);
}

function checkSizes({ hash, range }: KeySchema, item: Item, where: string): void {
  if (bytes(hash, item) > MOST_HASH_BYTES)
    throw invalid(`Size of hashkey has exceeded the maximum size limit of${MOST_HASH_BYTES} bytes${where}`);
  if (bytes(range, item) > MOST_RANGE_BYTES)
    throw invalid(`Aggregated size of all range keys has exceeded the size limit of ${MOST_RANGE_BYTES} bytes${where}`);
}

const bytes = (attributes: readonly KeyAttribute[], item: Item): number =>
  attributes.reduce((sum, { name }) => {
    const value = attributeOf(item, name);
    return value && isScalar(value) ? sum + keyPartSize(value) : sum;
  }, 0);
