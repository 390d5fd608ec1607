import type { Engine } from '#services/dynamodb/engine.ts';
import { validationError } from '#services/dynamodb/errors.ts';
import { rangeBounds } from '#services/dynamodb/expressions/keys/key-bounds.ts';
import type { KeyCondition } from '#services/dynamodb/expressions/keys/key-condition.ts';
import { refuseKeysInFilter } from '#services/dynamodb/expressions/keys/key-filters.ts';
import { resolveKeyCondition } from '#services/dynamodb/expressions/keys/key-range.ts';
import { readQuery } from '#services/dynamodb/expressions/request.ts';
import type { Operation } from '#services/dynamodb/operations/operation.ts';
import { pageAnswer } from '#services/dynamodb/operations/reads/answer.ts';
import { queryParameters } from '#services/dynamodb/operations/reads/parameters.ts';
import { type Page, readPage } from '#services/dynamodb/operations/reads/read-page.ts';
import { refuseLackingFilter, selectionOf } from '#services/dynamodb/operations/reads/selection.ts';
import { isWithin, readStartKey } from '#services/dynamodb/operations/reads/start-key.ts';
import { type Target, targetOf } from '#services/dynamodb/operations/reads/target.ts';
import { partitionOf } from '#services/dynamodb/rows/item-key.ts';
import { after, next, type Position, type Span } from '#services/dynamodb/rows/page-rows.ts';
import { keyNames } from '#services/dynamodb/schema/key-schema.ts';
import { refuseNestedKeys } from '#services/dynamodb/schema/nested-keys.ts';
import { readInput } from '#services/dynamodb/shapes/read-input.ts';

const NONE = new Uint8Array();

export const query =
  (engine: Engine): Operation =>
  (input) => {
    const options = readInput(queryParameters, input);
    const { keyCondition, filter, projection } = readQuery(input);
    const target = targetOf(engine, options);
    if (!keyCondition)
      throw validationError(
        'Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.',
      );
    const whole = spanOf(target, keyCondition, options.ScanIndexForward === false);
    refuseNestedKeys(target.table, { filter, projection });
    refuseKeysInFilter(input, { ...(filter && { filter }) }, keyNames(target.key));
    refuseLackingFilter(target, filter);
    const selection = selectionOf(target, options, projection);
    const start = readStartKey(target, options.ExclusiveStartKey);
    const span = start ? afterStart(whole, start) : whole;
    const page = readPage(engine, { target, span, limit: options.Limit, filter, selection });
    const answer = (read: Page) => pageAnswer(target, read, selection, options);
    return page instanceof Promise ? page.then(answer) : answer(page);
  };

/** The part of a partition that the key condition names. Throws ValidationException. */
function spanOf({ key }: Target, condition: KeyCondition, backward: boolean): Span {
  const range = resolveKeyCondition(condition, key);
  const partition = partitionOf(range.hash);
  const { from, to } = rangeBounds(range);
  return {
    from: { partition, sort: from },
    below: to ? { partition, sort: to } : { partition: next(partition), sort: NONE },
    backward,
  };
}

function afterStart(span: Span, start: Position): Span {
  if (Buffer.compare(start.partition, span.from.partition) !== 0)
    throw validationError('The provided starting key is outside query boundaries based on provided conditions');
  if (!isWithin(span, start)) throw validationError('The provided starting key does not match the range key predicate');
  return after(span, start);
}
