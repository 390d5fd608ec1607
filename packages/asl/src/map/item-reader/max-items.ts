import type { Json } from '#asl/json.ts';
import { readerFailed } from './failure.ts';

/** The most items that one Map run can have. https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
const MOST_ITEMS = 100_000_000;

/** The first `maxItems` items; all of them when it is 0 or absent. */
export async function* limitItems<T>(items: AsyncIterable<T>, maxItems: Json | undefined): AsyncIterable<T> {
  const limit = limitOf(maxItems);
  let count = 0;
  for await (const item of items) {
    yield item;
    count += 1;
    if (count >= limit) return;
  }
}

function limitOf(maxItems: Json | undefined): number {
  if (maxItems === undefined || maxItems === null || maxItems === 0) return MOST_ITEMS;
  if (typeof maxItems !== 'number' || maxItems < 0) throw readerFailed('field MaxItems must be positive');
  return Math.min(maxItems, MOST_ITEMS);
}
