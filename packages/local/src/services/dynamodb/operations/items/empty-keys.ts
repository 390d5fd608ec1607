import { validationError } from '#services/dynamodb/errors.ts';
import { type KeySchema, keyNames } from '#services/dynamodb/schema/key-schema.ts';
import type { Table } from '#services/dynamodb/schema/table.ts';
import { type AttributeValue, attributeOf, type Item } from '#services/dynamodb/values/attribute-value.ts';

/** A key cannot be empty, in a table or an index. Of one that is put, indexes are asked too. Throws ValidationException. */
export function refuseEmptyKeys(table: Table, holder: Item, isPut: boolean): void {
  refuseEmptyKey(table.key, holder);
  if (isPut) refuseEmptyIndexKeys(table, holder, 'put');
}

export function refuseEmptyKey(schema: KeySchema, holder: Item): void {
  for (const name of keyNames(schema)) {
    const empty = emptyKind(attributeOf(holder, name));
    if (empty)
      throw validationError(
        `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty ${empty} value. Key: ${name}`,
      );
  }
}

export function refuseEmptyIndexKeys({ indexes }: Table, item: Item, by: 'put' | 'update'): void {
  for (const { name: index, key } of indexes)
    for (const name of keyNames(key)) {
      const empty = emptyKind(attributeOf(item, name));
      if (empty) throw emptyIndexKey(empty, index, name, by);
    }
}

const emptyIndexKey = (kind: string, index: string, name: string, by: 'put' | 'update') =>
  validationError(
    by === 'put'
      ? `One or more parameter values are not valid. A value specified for a secondary index key is not supported. The AttributeValue for a key attribute cannot contain an empty ${kind} value. IndexName: ${index}, IndexKey: ${name}`
      : `One or more parameter values are not valid. The update expression attempted to update a secondary index key to a value that is not supported. The AttributeValue for a key attribute cannot contain an empty ${kind} value.`,
  );

function emptyKind(value: AttributeValue | undefined): 'string' | 'binary' | undefined {
  if (!value) return undefined;
  if ('S' in value) return value.S === '' ? 'string' : undefined;
  return 'B' in value && value.B === '' ? 'binary' : undefined;
}
