import type { Engine } from '#services/dynamodb/engine.ts';
import { validationError } from '#services/dynamodb/errors.ts';
import { readScan } from '#services/dynamodb/expressions/request.ts';
import type { Operation } from '#services/dynamodb/operations/operation.ts';
import { pageAnswer } from '#services/dynamodb/operations/reads/answer.ts';
import { scanParameters } from '#services/dynamodb/operations/reads/parameters.ts';
import { type Page, readPage } from '#services/dynamodb/operations/reads/read-page.ts';
import { selectionOf } from '#services/dynamodb/operations/reads/selection.ts';
import { isWithin, readStartKey } from '#services/dynamodb/operations/reads/start-key.ts';
import { targetOf } from '#services/dynamodb/operations/reads/target.ts';
import { HASHES } from '#services/dynamodb/rows/item-key.ts';
import { after, everything, hashes, type Position, type Span } from '#services/dynamodb/rows/page-rows.ts';
import { refuseNestedKeys } from '#services/dynamodb/schema/nested-keys.ts';
import { readInput } from '#services/dynamodb/shapes/read-input.ts';

interface Segments {
  readonly Segment?: number;
  readonly TotalSegments?: number;
}

export const scan =
  (engine: Engine): Operation =>
  (input) => {
    const options = readInput(scanParameters, input);
    refuseSegments(options);
    const { filter, projection } = readScan(input);
    const target = targetOf(engine, options);
    refuseNestedKeys(target.table, { filter, projection });
    const selection = selectionOf(target, options, projection);
    const start = readStartKey(target, options.ExclusiveStartKey);
    const span = afterStart(segmentOf(options), start, options);
    const page = readPage(engine, { target, span, limit: options.Limit, filter, selection });
    const answer = (read: Page) => pageAnswer(target, read, selection, options);
    return page instanceof Promise ? page.then(answer) : answer(page);
  };

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Scan.html#Scan.ParallelScan */
function refuseSegments({ Segment: segment, TotalSegments: total }: Segments): void {
  if (segment === undefined && total === undefined) return;
  if (total === undefined)
    throw validationError(
      'The TotalSegments parameter is required but was not present in the request when Segment parameter is present',
    );
  if (segment === undefined)
    throw validationError(
      'The Segment parameter is required but was not present in the request when parameter TotalSegments is present',
    );
  if (segment >= total)
    throw validationError(
      `The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: ${segment} is not less than TotalSegments: ${total}`,
    );
}

/** The segments part the hashes of partition keys among them, so that together they have every item once. */
function segmentOf({ Segment: segment, TotalSegments: total }: Segments): Span {
  if (segment === undefined || total === undefined) return { ...everything, backward: false };
  const first = (index: number) => Math.floor((HASHES * index) / total);
  return { ...hashes(first(segment), first(segment + 1)), backward: false };
}

function afterStart(span: Span, start: Position | undefined, { Segment, TotalSegments }: Segments): Span {
  if (!start) return span;
  if (!isWithin(span, start))
    throw validationError(
      `The provided starting key is invalid: Invalid ExclusiveStartKey. Please use ExclusiveStartKey with correct Segment. TotalSegments: ${TotalSegments} Segment: ${Segment}`,
    );
  return after(span, start);
}
