import type { JsonObject } from '@safelight/asl/json';
import { validationError } from '#services/dynamodb/errors.ts';
import type { Projection } from '#services/dynamodb/expressions/projection.ts';
import { checkedName } from '#services/dynamodb/values/parse.ts';
import { listOf, text } from '#services/dynamodb/values/wire.ts';

/**
 * Reads AttributesToGet as a projection of whole attributes. Throws ValidationException.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LegacyConditionalParameters.AttributesToGet.html
 */
export function readAttributesToGet({ AttributesToGet: given }: JsonObject): Projection | undefined {
  if (given === undefined || given === null) return undefined;
  const names = listOf(given).map((name) => checkedName(text(name)));
  if (names.length === 0)
    throw validationError(
      "1 validation error detected: Value '[]' at 'attributesToGet' failed to satisfy constraint: Member must have length greater than or equal to 1",
    );
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice !== undefined)
    throw validationError(`One or more parameter values were invalid: Duplicate value in attribute name: ${twice}`);
  return { paths: names.map((name) => [name]) };
}
