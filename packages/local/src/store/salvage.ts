import type { DatabaseSync } from 'node:sqlite';
import { placesBetween } from '#store/key-order.ts';
import { type KeySpan, TableReader } from '#store/table-reader.ts';

/** What was read of one table. */
export interface Salvaged {
  readonly table: string;
  readonly copied: number;
  /** Rows that could not be read; undefined where nothing tells how many there were. */
  readonly lost: number | undefined;
}

/** Looks for readable rows between damaged ones: each is a statement that fails. */
const MOST_PROBES = 1000;

/**
 * Copies what can be read of a table into the same table of another database: forwards until a row that cannot be read, then
 * backwards from the end, and then what lies between damaged pages.
 */
export function salvageTable(from: DatabaseSync, to: DatabaseSync, table: string): Salvaged {
  const reader = new TableReader(from, to, table);
  const spans: KeySpan[] = [{}];
  for (let probes = 0; probes < MOST_PROBES; probes += 1) {
    // The widest first: most of what is narrow lies within a damaged page.
    const span = spans.shift();
    if (!span) break;
    spans.push(...salvageSpan(reader, span));
  }
  const total = reader.count();
  return { table, copied: reader.copied, lost: total === undefined ? undefined : Math.max(0, total - reader.copied) };
}

/** Parts of what is left between two rows that cannot be read; they may hold some that can. */
function salvageSpan(reader: TableReader, span: KeySpan): readonly KeySpan[] {
  const end = reader.copy(span, 'ASC');
  if (end === 'all') return [];
  const rest = end ? { ...span, from: end } : span;
  const begin = reader.copy(rest, 'DESC');
  if (begin === 'all') return [];
  const { from, below } = begin ? { ...rest, below: begin } : rest;
  const places = placesBetween(reader.key, from, below);
  return places.length === 0 ? [] : [from, ...places].map((place, at) => ({ from: place, below: places[at] ?? below }));
}
