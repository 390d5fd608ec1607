import { validationError } from '#services/dynamodb/errors.ts';
import type { KeyTerm } from '#services/dynamodb/expressions/keys/key-condition.ts';
import type { KeyAttributes } from '#services/dynamodb/expressions/keys/key-range.ts';
import type { Ordering } from '#services/dynamodb/partiql/syntax/statement.ts';
import { compareScalars } from '#services/dynamodb/values/compare.ts';

type Partitions = readonly (readonly KeyTerm[])[];

/**
 * Partitions in the order of ORDER BY, and whether each is read forward. Only keys can be ordered by, and only where the WHERE
 * names the partitions. Throws ValidationException.
 */
export function orderedPartitions(
  order: readonly Ordering[],
  partitions: Partitions | undefined,
  { hash, range }: KeyAttributes,
): { readonly partitions: Partitions | undefined; readonly forward: boolean } {
  if (order.length === 0) return { partitions, forward: true };
  if (partitions === undefined)
    throw validationError(
      'Must have at least one non-optional hash key condition in WHERE clause when using ORDER BY clause.',
    );
  for (const { attribute } of order)
    if (![...hash, ...range].some(({ name }) => name === attribute))
      throw validationError(`Variable reference ${attribute} in ORDER BY clause must be part of the primary key`);
  const byRange = order.find(({ attribute }) => range.some(({ name }) => name === attribute));
  const byHash = order.find(({ attribute }) => hash.some(({ name }) => name === attribute));
  if (byHash === undefined && partitions.length > 1)
    throw validationError(
      'Must have hash key in ORDER BY clause when more than one hash key condition specified in WHERE clause.',
    );
  return {
    partitions: byHash ? sorted(partitions, byHash) : partitions,
    forward: byRange?.ascending ?? true,
  };
}

function sorted(partitions: Partitions, { attribute, ascending }: Ordering): Partitions {
  const partitionKey = (terms: readonly KeyTerm[]) => terms.find((term) => term.attribute === attribute)?.values[0];
  return partitions.toSorted((one, other) => {
    const [left, right] = [partitionKey(one), partitionKey(other)];
    const order = left && right ? (compareScalars(left, right) ?? 0) : 0;
    return ascending ? order : -order;
  });
}
