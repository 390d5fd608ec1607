import { validationError } from '#services/dynamodb/errors.ts';
import type { KeyCondition, KeyOperator, KeyTerm } from '#services/dynamodb/expressions/keys/key-condition.ts';
import { type AttributeValue, isScalar, type ScalarValue, typeOf } from '#services/dynamodb/values/attribute-value.ts';
import { keyPartSize } from '#services/dynamodb/values/key-bytes.ts';

export interface KeyAttribute {
  readonly name: string;
  readonly type: 'S' | 'N' | 'B';
}

/** KeySchema of a table or an index, each part in its order. Global indexes have up to four attributes in a part. */
export interface KeyAttributes {
  readonly hash: readonly KeyAttribute[];
  readonly range: readonly KeyAttribute[];
}

/** KeyRange: one partition, and what of its sort keys: leading attributes that are equal, then one condition on the next. */
export interface KeyRange {
  readonly hash: readonly ScalarValue[];
  readonly equal: readonly ScalarValue[];
  readonly last?: { readonly operator: Exclude<KeyOperator, '='>; readonly values: readonly ScalarValue[] };
}

/**
 * What a key condition means for a key schema: every attribute of the partition key is equal, those of the sort key follow from
 * the left without a gap, and only the last may be other than equal. Throws ValidationException.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.DesignPattern.MultiAttributeKeys.html
 */
export function resolveKeyCondition(condition: KeyCondition, { hash, range }: KeyAttributes): KeyRange {
  if (condition.length === 0 || condition.length > Math.max(2, hash.length + range.length))
    throw validationError('Conditions can be of length 1 or 2 only');
  const terms = new Map(condition.map((term) => [term.attribute, term]));
  const partition = hash.map((attribute) => {
    const term = terms.get(attribute.name);
    if (term === undefined) throw missed(attribute);
    if (term.operator !== '=') throw notSupported();
    terms.delete(attribute.name);
    return valuesOf(term, attribute, 'hash')[0];
  });
  const equal: ScalarValue[] = [];
  let last: KeyRange['last'];
  for (const attribute of range) {
    const term = terms.get(attribute.name);
    if (terms.size === 0) break;
    if (term === undefined) throw missed(attribute);
    if (last !== undefined) throw notSupported();
    terms.delete(attribute.name);
    const values = valuesOf(term, attribute, 'range');
    if (term.operator === '=') equal.push(...values);
    else last = { operator: term.operator, values };
  }
  if (terms.size > 0) throw notSupported();
  return { hash: partition.flatMap((value) => value ?? []), equal, ...(last && { last }) };
}

const missed = ({ name }: KeyAttribute) => validationError(`Query condition missed key schema element: ${name}`);
const notSupported = () => validationError('Query key condition not supported');

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html#limits-partition-sort-keys */
const LONGEST = { hash: 2_048, range: 1_024 } as const;

function valuesOf({ values }: KeyTerm, { name, type }: KeyAttribute, part: 'hash' | 'range'): readonly ScalarValue[] {
  return values.map((value) => {
    if (!isScalar(value) || typeOf(value) !== type)
      throw validationError(
        'One or more parameter values were invalid: Condition parameter type does not match schema type',
      );
    refuseEmpty(value, name);
    if (keyPartSize(value) > LONGEST[part])
      throw validationError(
        `One or more parameter values were invalid: Size of ${part}key has exceeded the maximum size limit of${LONGEST[part]} bytes`,
      );
    return value;
  });
}

/** Throws ValidationException where a key attribute is an empty text or has no bytes. */
export function refuseEmpty(value: AttributeValue, name: string): void {
  const kind = 'S' in value && value.S === '' ? 'string' : 'B' in value && value.B === '' ? 'binary' : undefined;
  if (kind !== undefined)
    throw validationError(
      `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty ${kind} value. Key: ${name}`,
    );
}
