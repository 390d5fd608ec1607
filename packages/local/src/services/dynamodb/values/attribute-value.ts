/**
 * AttributeValue: a value of an item as it travels and as it is kept. Numbers are in normal form ("1.50" is "1.5"), binary is
 * canonical base64, sets have no duplicates: `parse.ts` makes it so.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html
 */
export type AttributeValue =
  | StringValue
  | NumberValue
  | BinaryValue
  | { readonly BOOL: boolean }
  | { readonly NULL: true }
  | { readonly SS: readonly string[] }
  | { readonly NS: readonly string[] }
  | { readonly BS: readonly string[] }
  | { readonly L: readonly AttributeValue[] }
  | { readonly M: Item };

export type StringValue = { readonly S: string };
export type NumberValue = { readonly N: string };
export type BinaryValue = { readonly B: string };

/** ScalarValue: what a key attribute can be, and what has an order. */
export type ScalarValue = StringValue | NumberValue | BinaryValue;

/** Item: attribute name -> value. Read it by `attributeOf`: `constructor` and `__proto__` are names like any other. */
export type Item = { readonly [name: string]: AttributeValue };

export const ATTRIBUTE_TYPES = ['S', 'N', 'B', 'BOOL', 'NULL', 'SS', 'NS', 'BS', 'L', 'M'] as const;
export type AttributeType = (typeof ATTRIBUTE_TYPES)[number];

export const isAttributeType = (name: string): name is AttributeType => ATTRIBUTE_TYPES.some((type) => type === name);

export function typeOf(value: AttributeValue): AttributeType {
  if ('S' in value) return 'S';
  if ('N' in value) return 'N';
  if ('M' in value) return 'M';
  if ('L' in value) return 'L';
  if ('BOOL' in value) return 'BOOL';
  if ('NULL' in value) return 'NULL';
  if ('SS' in value) return 'SS';
  if ('NS' in value) return 'NS';
  return 'B' in value ? 'B' : 'BS';
}

export const isScalar = (value: AttributeValue): value is ScalarValue => 'S' in value || 'N' in value || 'B' in value;

export const attributeOf = (item: Item | undefined, name: string): AttributeValue | undefined =>
  item !== undefined && Object.hasOwn(item, name) ? item[name] : undefined;

/** Members of a set of any of the three kinds; undefined for what is no set. */
export function membersOf(value: AttributeValue): readonly string[] | undefined {
  if ('SS' in value) return value.SS;
  if ('NS' in value) return value.NS;
  return 'BS' in value ? value.BS : undefined;
}
