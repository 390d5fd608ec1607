import type { Engine } from '#services/dynamodb/engine.ts';
import type { Condition } from '#services/dynamodb/expressions/conditions.ts';
import { holds } from '#services/dynamodb/expressions/holds.ts';
import { projected } from '#services/dynamodb/indexes/projected.ts';
import type { Selection } from '#services/dynamodb/operations/reads/selection.ts';
import type { Target } from '#services/dynamodb/operations/reads/target.ts';
import { keyOf } from '#services/dynamodb/rows/item-key.ts';
import { after, type Position, type Span } from '#services/dynamodb/rows/page-rows.ts';
import type { StoredItem } from '#services/dynamodb/rows/stored-item.ts';
import type { Item } from '#services/dynamodb/values/attribute-value.ts';
import { itemSize } from '#services/dynamodb/values/size.ts';
import { inSlices } from '#store/slices.ts';

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

/**
 * Reads a page: one of few items at once, one of many so that other requests go between, for a megabyte may be many thousand. As on
 * AWS, what they write may be in the rest of it.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html#transaction-isolation
 */
export function readPage(engine: Engine, request: PageRequest): Page | Promise<Page> {
  const page: Gathered = { items: [], fetched: [], count: 0, scanned: 0, bytes: 0, answered: 0, last: undefined };
  const rest = readSome(engine, request, page);
  return rest ? readRest(engine, { ...request, span: rest }, page) : page;
}

async function readRest(engine: Engine, request: PageRequest, page: Gathered): Promise<Page> {
  await inSlices(steps(engine, request, page), engine);
  return page;
}

/** What has been read of a page so far. */
interface Gathered extends Page {
  readonly items: Item[];
  readonly fetched: number[];
  count: number;
  scanned: number;
  bytes: number;
  /** Bytes of what was looked at, be it of the table or the index. */
  answered: number;
  last: Item | undefined;
}

/** Between two pauses. Items are read whole, whatever an index has of them. */
const ROWS_AT_ONCE = 200;
const BYTES_AT_ONCE = 512 * 1024;

function* steps(engine: Engine, request: PageRequest, page: Gathered): Generator<void> {
  let span: Span | undefined = request.span;
  while (span) {
    yield;
    span = readSome(engine, { ...request, span }, page);
  }
}

/** Reads some rows, and answers what of the span comes after them; undefined where the page has ended. */
function readSome({ pages }: Engine, request: PageRequest, page: Gathered): Span | undefined {
  const { target, span, limit } = request;
  const { table, index } = target;
  const rows = index ? pages.ofIndex(index.id, table.id, span) : pages.ofTable(table.id, span);
  let [read, bytes] = [0, 0];
  for (const stored of rows) {
    take(request, stored, page);
    if (page.scanned === limit || page.answered >= MOST_BYTES) {
      page.last = stored.item;
      return undefined;
    }
    read += 1;
    bytes += stored.size;
    if (read === ROWS_AT_ONCE || bytes >= BYTES_AT_ONCE) return after(span, positionOf(target, stored.item));
  }
  return undefined;
}

function take({ target, filter, selection }: PageRequest, stored: StoredItem, page: Gathered): void {
  const seen = seenBy(target, stored);
  page.scanned += 1;
  page.bytes += seen.size;
  page.answered += selection.fromTable ? stored.size : seen.size;
  if (selection.fromTable) page.fetched.push(stored.size);
  const image = selection.fromTable ? stored.item : seen.item;
  if (!holds(filter, image)) return;
  page.count += 1;
  if (!selection.countOnly) page.items.push(image);
}

function positionOf({ table, index }: Target, item: Item): Position {
  const [own, entry] = [keyOf(table.key, item), index && keyOf(index.key, item)];
  if (!own || (index && !entry)) throw new Error(`A row of ${table.name} has no key`);
  return entry ? { ...entry, item: own } : own;
}

function seenBy({ names }: Target, stored: StoredItem): Pick<StoredItem, 'item' | 'size'> {
  if (!names) return stored;
  const item = projected(names, stored.item);
  return { item, size: itemSize(item) };
}
