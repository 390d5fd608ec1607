import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';

type Row = Readonly<Record<string, SQLOutputValue>>;

/** What was read of one table. */
export interface Salvaged {
  readonly table: string;
  readonly copied: number;
  /** Rows that could not be read; undefined where nothing tells how many there were. */
  readonly lost: number | undefined;
}

/** Looks for readable rows between damaged ones: each is a statement that fails. */
const MOST_PROBES = 200;

/** The span of 64 bits in which row ids lie. */
const [FIRST, LAST] = [-(2n ** 63n), 2n ** 63n - 1n];

/**
 * Copies what can be read of a table into the same table of another database: forwards until a row that cannot be read, then
 * backwards from the end, and then what lies between damaged pages.
 */
export function salvageTable(from: DatabaseSync, to: DatabaseSync, table: string): Salvaged {
  const reader = new TableReader(from, to, table);
  const spans: (readonly [bigint, bigint])[] = [[FIRST, LAST]];
  for (let probes = 0; probes < MOST_PROBES; probes += 1) {
    // The widest first: most of what is narrow lies within a damaged page.
    const span = spans.shift();
    if (!span) break;
    const [first, last] = span;
    const end = reader.copy(first, last, 'ASC');
    if (end === 'all') continue;
    const left = end === undefined ? first : end + 1n;
    const begin = left > last ? 'all' : reader.copy(left, last, 'DESC');
    if (begin === 'all') continue;
    const right = begin === undefined ? last : begin - 1n;
    // Between the two at least one row cannot be read; the halves around it may hold some that can.
    if (left >= right) continue;
    const middle = (left + right) / 2n;
    spans.push([left, middle], [middle + 1n, right]);
  }
  const total = reader.count();
  return { table, copied: reader.copied, lost: total === undefined ? undefined : Math.max(0, total - reader.copied) };
}

class TableReader {
  copied = 0;
  readonly #from: DatabaseSync;
  readonly #to: DatabaseSync;
  readonly #table: string;
  readonly #insert: (row: Row) => void;

  constructor(from: DatabaseSync, to: DatabaseSync, table: string) {
    this.#from = from;
    this.#to = to;
    this.#table = table;
    const columns = to
      .prepare(`SELECT rowid AS "row id", * FROM ${table}`)
      .columns()
      .map(({ name }) => name);
    const names = columns.slice(1).filter((name) => name !== undefined);
    const marks = columns.map(() => '?').join(', ');
    const insert = to.prepare(`INSERT OR IGNORE INTO ${table} (rowid, ${names.join(', ')}) VALUES (${marks})`);
    this.#insert = (row) => {
      this.copied += Number(insert.run(...columns.map((name) => row[name] ?? null)).changes);
    };
  }

  /** Copies rows of a span; answers `all`, or the id of the last one that could be read. */
  copy(first: bigint, last: bigint, order: 'ASC' | 'DESC'): bigint | undefined | 'all' {
    let at: bigint | undefined;
    try {
      const rows = this.#from.prepare(
        `SELECT rowid AS "row id", * FROM ${this.#table} WHERE rowid BETWEEN ? AND ? ORDER BY rowid ${order}`,
      );
      rows.setReadBigInts(true);
      this.#to.exec('BEGIN');
      for (const row of rows.iterate(first, last)) {
        this.#insert(row);
        at = BigInt(row['row id'] as bigint);
      }
      return 'all';
    } catch {
      return at;
    } finally {
      if (this.#to.isTransaction) this.#to.exec('COMMIT');
    }
  }

  /** By an index, where one can be read. */
  count(): number | undefined {
    try {
      return Number(this.#from.prepare(`SELECT count(*) AS n FROM ${this.#table}`).get()?.n);
    } catch {
      return undefined;
    }
  }
}
