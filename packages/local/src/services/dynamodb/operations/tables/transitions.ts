import type { Engine } from '#services/dynamodb/engine.ts';
import { projectedNames, projectedSize } from '#services/dynamodb/indexes/projected.ts';
import { inTurns } from '#services/dynamodb/jobs.ts';
import { keyOf } from '#services/dynamodb/rows/item-key.ts';
import { after, everything, type Position, type Span } from '#services/dynamodb/rows/page-rows.ts';
import type { StoredItem } from '#services/dynamodb/rows/stored-item.ts';
import { type SecondaryIndex, type Table, usedAttributes } from '#services/dynamodb/schema/table.ts';

const byId = (engine: Engine, id: number): Table | undefined => engine.tables.all().find((table) => table.id === id);

/** A table that was being made or changed is ready. */
export function becomesActive(engine: Engine, id: number): void {
  const table = byId(engine, id);
  if (table && table.status !== 'DELETING') engine.tables.save({ ...table, status: 'ACTIVE' });
}

/** Empties a table that is being deleted, and forgets it. */
export async function deleteRows(engine: Engine, { id, indexes }: Table, closing: AbortSignal): Promise<void> {
  const { items, entries, totals, tables, database } = engine;
  await inTurns(closing, () => database.transaction(() => indexes.some((index) => entries.removeSome(index.id))));
  await inTurns(closing, () => items.deleteSome(id));
  const table = byId(engine, id);
  if (closing.aborted || !table) return;
  database.transaction(() => {
    for (const row of [id, ...indexes.map((index) => index.id)]) totals.forget(row);
    tables.remove(table);
  });
}

/** Items may be large, and are read whole. */
const BYTES_AT_ONCE = 256 * 1024;
const ITEMS_AT_ONCE = 100;

/** Builds an index of the items that a table has already; what is written meanwhile goes into it as well. */
export async function buildIndex(engine: Engine, tableId: number, index: SecondaryIndex, closing: AbortSignal) {
  let span: Span | undefined = { ...everything, backward: false };
  await inTurns(closing, () => {
    const table = byId(engine, tableId);
    if (!table || !span || !isCreating(table, index)) return false;
    span = engine.database.transaction(() => addSome(engine, table, index, span ?? { ...everything, backward: false }));
    return span !== undefined;
  });
  const table = byId(engine, tableId);
  if (closing.aborted || !table || !isCreating(table, index)) return;
  // Its settings may have been changed meanwhile.
  const ready = table.indexes.map((one) => (one.id === index.id ? { ...one, status: 'ACTIVE' as const } : one));
  engine.tables.save({ ...table, indexes: ready });
}

/** Not so once it is to be deleted, which it may be before it is built. */
const isCreating = ({ indexes }: Table, { id }: SecondaryIndex): boolean =>
  indexes.some((one) => one.id === id && one.status === 'CREATING');

/** Adds entries of some items; answers what is left. */
function addSome(
  { pages, entries, totals }: Engine,
  table: Table,
  index: SecondaryIndex,
  span: Span,
): Span | undefined {
  const names = projectedNames(table, index);
  const some: StoredItem[] = [];
  let isMore = false;
  let bytes = 0;
  for (const stored of pages.ofTable(table.id, span)) {
    some.push(stored);
    bytes += stored.size;
    isMore = some.length === ITEMS_AT_ONCE || bytes >= BYTES_AT_ONCE;
    if (isMore) break;
  }
  let last: Position | undefined;
  for (const stored of some) {
    last = keyOf(table.key, stored.item);
    const key = keyOf(index.key, stored.item);
    if (!last || !key || !entries.add(index.id, key, last)) continue;
    totals.add(index.id, 1, projectedSize(names, stored));
  }
  return isMore && last ? after(span, last) : undefined;
}

/** Deletes the entries of an index, and forgets it. */
export async function dropIndex(engine: Engine, tableId: number, { id }: SecondaryIndex, closing: AbortSignal) {
  await inTurns(closing, () => engine.entries.removeSome(id));
  const table = byId(engine, tableId);
  if (closing.aborted || !table) return;
  engine.database.transaction(() => {
    engine.totals.forget(id);
    const left = { ...table, indexes: table.indexes.filter((index) => index.id !== id) };
    engine.tables.save({ ...left, attributes: usedAttributes(left) });
  });
}

/** Goes on with what the end of the process interrupted. */
export function resume(engine: Engine): void {
  const { jobs, tables } = engine;
  for (const table of tables.all()) {
    if (table.status === 'DELETING') {
      jobs.start((closing) => deleteRows(engine, table, closing));
      continue;
    }
    becomesActive(engine, table.id);
    for (const index of table.indexes) {
      if (index.status === 'CREATING') jobs.start((closing) => buildIndex(engine, table.id, index, closing));
      if (index.status === 'DELETING') jobs.start((closing) => dropIndex(engine, table.id, index, closing));
    }
  }
}
