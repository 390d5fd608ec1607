import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import { type KeyColumn, type KeyPlace, keyColumns, keyPart } from '#store/key-order.ts';

type Row = Readonly<Record<string, SQLOutputValue>>;

/** Rows from a place on, and before another. */
export interface KeySpan {
  readonly from?: KeyPlace | undefined;
  readonly below?: KeyPlace | undefined;
}

const ROW_ID = 'row id';

/** Copies rows of a table that may be damaged into the same table of another database, by the key in whose order they lie. */
export class TableReader {
  copied = 0;
  /** The key: several columns, or the row id. */
  readonly key: readonly KeyColumn[];
  readonly #from: DatabaseSync;
  readonly #to: DatabaseSync;
  readonly #table: string;
  readonly #columns: string;
  readonly #insert: (row: Row) => void;

  constructor(from: DatabaseSync, to: DatabaseSync, table: string) {
    this.#from = from;
    this.#to = to;
    this.#table = table;
    const key = keyColumns(to, table);
    this.key = key === 'row id' ? [{ name: ROW_ID, type: 'INTEGER' }] : key;
    this.#columns = key === 'row id' ? `rowid AS "${ROW_ID}", *` : '*';
    const columns = to
      .prepare(`SELECT ${this.#columns} FROM ${table}`)
      .columns()
      .map(({ name }) => name);
    const names = columns.map((name) => (name === ROW_ID ? 'rowid' : name));
    const marks = columns.map(() => '?').join(', ');
    const insert = to.prepare(`INSERT OR IGNORE INTO ${table} (${names.join(', ')}) VALUES (${marks})`);
    this.#insert = (row) => {
      this.copied += Number(insert.run(...columns.map((name) => row[name] ?? null)).changes);
    };
  }

  /** Copies rows of a span; answers `all`, or the key of the last one that could be read. */
  copy(span: KeySpan, order: 'ASC' | 'DESC'): KeyPlace | undefined | 'all' {
    let at: KeyPlace | undefined;
    try {
      this.#to.exec('BEGIN');
      for (const row of this.#rows(span, order)) {
        this.#insert(row);
        at = this.key.map(({ name }) => keyPart(row[name]));
      }
      return 'all';
    } catch {
      return at;
    } finally {
      if (this.#to.isTransaction) this.#to.exec('COMMIT');
    }
  }

  #rows({ from, below }: KeySpan, order: 'ASC' | 'DESC'): Iterable<Row> {
    // The row that a span was left at is read again, and is not copied twice.
    const bounds = [from && this.#bound('>=', from), below && this.#bound('<', below)].filter((bound) => bound);
    const where = bounds.length > 0 ? `WHERE ${bounds.join(' AND ')}` : '';
    const by = this.key.map(({ name }) => `${columnOf(name)} ${order}`).join(', ');
    const rows = this.#from.prepare(`SELECT ${this.#columns} FROM ${this.#table} ${where} ORDER BY ${by}`);
    rows.setReadBigInts(true);
    return rows.iterate(...(from ?? []), ...(below ?? []));
  }

  #bound(operator: string, place: KeyPlace): string {
    const some = this.key.slice(0, place.length);
    return `(${some.map(({ name }) => columnOf(name)).join(', ')}) ${operator} (${some.map(() => '?').join(', ')})`;
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

const columnOf = (name: string) => (name === ROW_ID ? 'rowid' : name);
