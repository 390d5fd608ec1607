import type { Condition } from '#services/dynamodb/expressions/conditions.ts';
import type { KeyTerm } from '#services/dynamodb/expressions/keys/key-condition.ts';
import type { KeyAttribute, KeyAttributes } from '#services/dynamodb/expressions/keys/key-range.ts';
import { allOf, refuseKeyType, termOf } from '#services/dynamodb/partiql/run/keys.ts';
import type { AttributeValue } from '#services/dynamodb/values/attribute-value.ts';
import { sameValue } from '#services/dynamodb/values/compare.ts';

/**
 * Key conditions that together find all that a WHERE can mean, one for each partition; undefined where it names no partition,
 * so that the table has to be scanned. What they leave out is looked at item by item. Throws ValidationException.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-reference.select.html
 */
export function partitionsOf(
  where: Condition | undefined,
  { hash, range }: KeyAttributes,
): readonly (readonly KeyTerm[])[] | undefined {
  const conditions = allOf(where);
  let partitions: readonly (readonly KeyTerm[])[] = [[]];
  for (const attribute of hash) {
    const values = valuesOf(conditions, attribute);
    if (values === undefined) return undefined;
    const terms = values.map((value): KeyTerm => ({ attribute: attribute.name, operator: '=', values: [value] }));
    partitions = partitions.flatMap((before) => terms.map((term) => [...before, term]));
  }
  const rest = rangeTerms(conditions, range);
  return partitions.map((terms) => [...terms, ...rest]);
}

/** Values that an attribute of the partition key may have, each once. */
function valuesOf(conditions: readonly Condition[], attribute: KeyAttribute): readonly AttributeValue[] | undefined {
  const values = firstEqual(conditions, attribute.name);
  for (const value of values ?? []) refuseKeyType(value, attribute);
  return values?.filter((value, index) => values.findIndex((one) => sameValue(one, value)) === index);
}

/** Values that a WHERE lets an attribute have; undefined where it may have any. */
export const equalValues = (where: Condition | undefined, name: string): readonly AttributeValue[] | undefined =>
  firstEqual(allOf(where), name);

const firstEqual = (conditions: readonly Condition[], name: string) =>
  conditions.map((condition) => equalTo(condition, name)).find((found) => found !== undefined);

function equalTo(condition: Condition, name: string): readonly AttributeValue[] | undefined {
  const term = termOf(condition);
  if (term?.operator === '=' && term.attribute === name) return term.values;
  if (condition.kind !== 'in' || condition.operand.kind !== 'path') return undefined;
  const { operand, list } = condition;
  if (operand.path[0] !== name || operand.path.length > 1) return undefined;
  const values = list.flatMap((member) => (member.kind === 'value' ? [member.value] : []));
  return values.length === list.length ? values : undefined;
}

/** From the left as long as they are equal, and the first that is not. */
function rangeTerms(conditions: readonly Condition[], range: readonly KeyAttribute[]): readonly KeyTerm[] {
  const terms: KeyTerm[] = [];
  for (const attribute of range) {
    const found = conditions.map(termOf).filter((term) => term !== undefined && term.attribute === attribute.name);
    const term = found.find((one) => one?.operator === '=') ?? found[0];
    if (term === undefined) break;
    for (const value of term.values) refuseKeyType(value, attribute);
    terms.push(term);
    if (term.operator !== '=') break;
  }
  return terms;
}
