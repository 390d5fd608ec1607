import type { Engine } from '#services/dynamodb/engine.ts';
import type { Condition } from '#services/dynamodb/expressions/conditions.ts';
import { holds } from '#services/dynamodb/expressions/holds.ts';
import { projected } from '#services/dynamodb/indexes/projected.ts';
import type { Selection } from '#services/dynamodb/operations/reads/selection.ts';
import type { Target } from '#services/dynamodb/operations/reads/target.ts';
import type { StoredItem } from '#services/dynamodb/rows/item-rows.ts';
import type { Span } from '#services/dynamodb/rows/page-rows.ts';
import type { Item } from '#services/dynamodb/values/attribute-value.ts';
import { itemSize } from '#services/dynamodb/values/size.ts';

/** A page ends when so much has been read, before the filter. */
const MOST_BYTES = 1024 * 1024;

export interface PageRequest {
  readonly target: Target;
  readonly span: Span;
  readonly limit: number | undefined;
  readonly filter: Condition | undefined;
  readonly selection: Selection;
}

export interface Page {
  readonly items: readonly Item[];
  readonly count: number;
  readonly scanned: number;
  /** Bytes that were read of the table or the index. */
  readonly bytes: number;
  /** Sizes of the items that an index had to read from its table. */
  readonly fetched: readonly number[];
  /** The last item that was read, where the page ended before the span did, or just there. */
  readonly last: Item | undefined;
}

export function readPage(engine: Engine, { target, span, limit, filter, selection }: PageRequest): Page {
  const { table, index } = target;
  const rows = index ? engine.pages.ofIndex(index.id, table.id, span) : engine.pages.ofTable(table.id, span);
  const items: Item[] = [];
  const fetched: number[] = [];
  let [count, scanned, bytes, answered] = [0, 0, 0, 0];
  for (const stored of rows) {
    const seen = seenBy(target, stored);
    scanned += 1;
    bytes += seen.size;
    answered += selection.fromTable ? stored.size : seen.size;
    if (selection.fromTable) fetched.push(stored.size);
    const image = selection.fromTable ? stored.item : seen.item;
    if (holds(filter, image)) {
      count += 1;
      if (!selection.countOnly) items.push(image);
    }
    if (scanned === limit || answered >= MOST_BYTES)
      return { items, count, scanned, bytes, fetched, last: stored.item };
  }
  return { items, count, scanned, bytes, fetched, last: undefined };
}

function seenBy({ names }: Target, stored: StoredItem): StoredItem {
  if (!names) return stored;
  const item = projected(names, stored.item);
  return { item, size: itemSize(item) };
}
