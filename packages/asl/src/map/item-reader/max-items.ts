import type { Json } from '#asl/json.ts';
import { readerFailed } from './failure.ts';

/** The most items that one Map run can have. https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
const MOST_ITEMS = 100_000_000;

/** How many items are read by a `MaxItems`, which is no limit where it is 0 or absent. Throws `States.ItemReaderFailed`. */
export function itemLimit(maxItems: Json | undefined): number {
  if (maxItems === undefined || maxItems === null || maxItems === 0) return MOST_ITEMS;
  if (typeof maxItems !== 'number' || maxItems < 0) throw readerFailed('field MaxItems must be positive');
  return Math.min(maxItems, MOST_ITEMS);
}
