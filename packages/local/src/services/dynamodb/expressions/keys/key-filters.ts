import type { JsonObject } from '@safelight/asl/json';
import { validationError } from '#services/dynamodb/errors.ts';
import { attributesOf } from '#services/dynamodb/expressions/conditions.ts';
import type { QueryExpressions } from '#services/dynamodb/expressions/request.ts';

/**
 * Throws ValidationException where the filter of a Query looks at the keys that the Query goes by.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.FilterExpression.html
 */
export function refuseKeysInFilter(input: JsonObject, { filter }: QueryExpressions, keys: readonly string[]): void {
  if (filter === undefined) return;
  const names = attributesOf(filter);
  const key = keys.find((name) => names.has(name));
  if (key === undefined) return;
  const what = input.QueryFilter === undefined ? 'Filter Expression' : 'QueryFilter';
  throw validationError(`${what} can only contain non-primary key attributes: Primary key attribute: ${key}`);
}
