import type { Json } from '@safelight/asl/json';
import { AwsError } from '#gateway/aws-error.ts';
import { validationError } from '#services/dynamodb/errors.ts';
import { keyOfKey } from '#services/dynamodb/operations/items/check-keys.ts';
import { keyItem } from '#services/dynamodb/operations/items/key-item.ts';
import type { Target } from '#services/dynamodb/operations/reads/target.ts';
import type { Position, Span } from '#services/dynamodb/rows/page-rows.ts';
import { parseItem } from '#services/dynamodb/values/parse.ts';

/** Where the page before ended. Throws ValidationException. */
export function readStartKey(target: Target, json: Json | undefined): Position | undefined {
  if (json === undefined) return undefined;
  const given = parseItem(json);
  const { table, index, positionNames } = target;
  const complete =
    Object.keys(given).length === positionNames.length && positionNames.every((name) => Object.hasOwn(given, name));
  if (!complete)
    throw validationError(
      `The provided starting key is invalid${index ? '' : ': The provided key element does not match the schema'}`,
    );
  try {
    const own = keyOfKey(table.key, keyItem(table.key, given));
    return index ? { ...keyOfKey(index.key, keyItem(index.key, given)), item: own } : own;
  } catch (error) {
    throw error instanceof AwsError ? validationError(`The provided starting key is invalid: ${error.message}`) : error;
  }
}

/** Whether a position is among those of a span. */
export const isWithin = ({ from, below }: Span, at: Position): boolean =>
  compare(at, from) >= 0 && compare(at, below) < 0;

function compare(left: Position, right: Position): number {
  return (
    Buffer.compare(left.partition, right.partition) ||
    Buffer.compare(left.sort, right.sort) ||
    (left.item && right.item ? compare(left.item, right.item) : 0)
  );
}
