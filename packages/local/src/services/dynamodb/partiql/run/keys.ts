import { validationError } from '#services/dynamodb/errors.ts';
import type { Condition } from '#services/dynamodb/expressions/conditions.ts';
import type { KeyOperator, KeyTerm } from '#services/dynamodb/expressions/keys/key-condition.ts';
import { type KeyAttribute, type KeyAttributes, refuseEmpty } from '#services/dynamodb/expressions/keys/key-range.ts';
import { type AttributeValue, type Item, typeOf } from '#services/dynamodb/values/attribute-value.ts';

/** Conditions that must all hold. */
export const allOf = (where: Condition | undefined): readonly Condition[] => {
  if (where === undefined) return [];
  return where.kind === 'and' ? [...allOf(where.left), ...allOf(where.right)] : [where];
};

const MIRRORED = { '=': '=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const;

/** What a condition asks of an attribute, if a key condition could ask it. */
export function termOf(condition: Condition): KeyTerm | undefined {
  if (condition.kind === 'compare' && condition.comparator !== '<>') {
    const { comparator, left, right } = condition;
    if (left.kind === 'path' && right.kind === 'value') return term(left.path, comparator, [right.value]);
    if (left.kind === 'value' && right.kind === 'path') return term(right.path, MIRRORED[comparator], [left.value]);
  }
  if (condition.kind === 'between') {
    const { operand, low, high } = condition;
    if (operand.kind === 'path' && low.kind === 'value' && high.kind === 'value')
      return term(operand.path, 'BETWEEN', [low.value, high.value]);
  }
  if (condition.kind === 'begins_with') {
    const { operand, prefix } = condition;
    if (operand.kind === 'path' && prefix.kind === 'value') return term(operand.path, 'begins_with', [prefix.value]);
  }
  return undefined;
}

const term = (
  [attribute, ...rest]: readonly (string | number)[],
  operator: KeyOperator,
  values: readonly AttributeValue[],
): KeyTerm | undefined => (rest.length === 0 ? { attribute: String(attribute), operator, values } : undefined);

/** Throws ValidationException where a value cannot be of that key attribute. */
export function refuseKeyType(value: AttributeValue, { name, type }: KeyAttribute): void {
  if (typeOf(value) !== type)
    throw validationError(`Key attribute's data type should match its data type in table's schema: Key ${name}`);
  refuseEmpty(value, name);
}

/** The one item that a WHERE names, and what else it asks; undefined where it names none. Throws ValidationException. */
export function keyOf(
  where: Condition | undefined,
  { hash, range }: KeyAttributes,
): { readonly key: Item; readonly rest: readonly Condition[] } | undefined {
  const rest = new Set(allOf(where));
  const key: [string, AttributeValue][] = [];
  for (const attribute of [...hash, ...range]) {
    const equal = [...rest].flatMap((condition) => {
      const found = termOf(condition);
      const [value] = found?.values ?? [];
      const fits = found?.operator === '=' && found.attribute === attribute.name;
      return fits && value !== undefined ? [{ condition, value }] : [];
    });
    const [one] = equal;
    if (one === undefined) return undefined;
    if (equal.length > 1)
      throw validationError(
        `Multiple conditions on same key ${attribute.name}. Only single item Update/Insert/Delete are supported`,
      );
    refuseKeyType(one.value, attribute);
    key.push([attribute.name, one.value]);
    rest.delete(one.condition);
  }
  return { key: Object.fromEntries(key), rest: [...rest] };
}

/** As one condition; undefined for none. */
export const joined = (conditions: readonly Condition[]): Condition | undefined => {
  const [first, ...more] = conditions;
  return first && more.reduce<Condition>((left, right) => ({ kind: 'and', left, right }), first);
};
