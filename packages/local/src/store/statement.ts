import type { DatabaseSync, SQLInputValue, SQLOutputValue, StatementSync } from 'node:sqlite';
import type { Shape, Values } from '#store/kinds.ts';

/** A statement that gives rows: a SELECT, or a change with RETURNING. */
export interface QueryDefinition<T extends Shape, G extends Shape> {
  readonly sql: string;
  /** Its parameters, written `:name`. All of them, and no others. */
  readonly takes: T;
  /** Its columns by name. All of them, and no others. */
  readonly gives: G;
}

/** A statement that changes rows and gives none: INSERT, UPDATE, DELETE. */
export interface CommandDefinition<T extends Shape> {
  readonly sql: string;
  readonly takes: T;
}

/** Throws a TypeError for a value of another kind than the statement says. */
export interface Query<T, G> {
  /** The first row. */
  get(values: T): G | undefined;
  all(values: T): G[];
  /** Rows as they are found; read them without pause, and do not run the same query meanwhile, which throws. */
  each(values: T): IterableIterator<G>;
}

export interface Command<T> {
  /** How many rows it changed. */
  run(values: T): number;
}

/** Called around each statement that is run. @param changes whether it may change rows */
export type Surround = <R>(changes: boolean, run: () => R) => R;

/** Throws where the parameters or columns are not those that the definition names. */
export function prepareQuery<T extends Shape, G extends Shape>(
  database: DatabaseSync,
  { sql, takes, gives }: QueryDefinition<T, G>,
  surround: Surround,
): Query<Values<T>, Values<G>> {
  const statement = prepare(database, sql, takes);
  const columns = statement.columns().map(({ name }) => name);
  same('column', columns, Object.keys(gives), sql);
  if (Object.values(gives).some(({ wide }) => wide)) statement.setReadBigInts(true);
  const [bind, read, changes] = [binder(takes, sql), reader(gives, sql), !isRead(sql)];
  let isOpen = false;
  const check = () => {
    if (isOpen) throw new Error(`This query is still being read: ${sql}`);
  };
  return {
    get(values) {
      check();
      const row = surround(changes, () => statement.get(bind(values)));
      return row && read(row);
    },
    all(values) {
      check();
      return surround(changes, () => statement.all(bind(values))).map(read);
    },
    *each(values) {
      check();
      isOpen = true;
      const rows = statement.iterate(bind(values));
      try {
        const next = () => surround(changes, () => rows.next());
        for (let row = next(); !row.done; row = next()) yield read(row.value);
      } finally {
        // Otherwise the statement would go on reading.
        rows.return?.();
        isOpen = false;
      }
    },
  };
}

export function prepareCommand<T extends Shape>(
  database: DatabaseSync,
  { sql, takes }: CommandDefinition<T>,
  surround: Surround,
): Command<Values<T>> {
  const statement = prepare(database, sql, takes);
  // For other statements, `changes` would be that of whichever ran before.
  if (!/^\s*(insert|update|delete|replace|with)\b/i.test(sql)) throw new Error(`This changes no rows: ${sql}`);
  if (statement.columns().length > 0) throw new Error(`This gives rows, so it is a query: ${sql}`);
  const bind = binder(takes, sql);
  return { run: (values) => Number(surround(true, () => statement.run(bind(values))).changes) };
}

function prepare(database: DatabaseSync, sql: string, takes: Shape): StatementSync {
  same('parameter', parametersOf(sql), Object.keys(takes), sql);
  return database.prepare(sql);
}

const isRead = (sql: string) => !/\b(insert|update|delete|replace)\b/i.test(sql);

/** Strings, quoted names and comments, which may hold what looks like a parameter; or one. */
const TOKENS = /'[^']*'|"[^"]*"|--.*|\/\*[\s\S]*?\*\/|(?<!:)[:@$]([A-Za-z_]\w*)|\?/g;

function parametersOf(sql: string): readonly string[] {
  const found = [...sql.matchAll(TOKENS)];
  if (found.some(([token]) => token === '?')) throw new Error(`Parameters have names here (:name): ${sql}`);
  return [...new Set(found.flatMap(([, name]) => name ?? []))];
}

function same(what: string, found: readonly string[], declared: readonly string[], sql: string): void {
  const undeclared = found.filter((name) => !declared.includes(name));
  const missing = declared.filter((name) => !found.includes(name));
  if (undeclared.length > 0) throw new Error(`No kind is told for ${what} ${undeclared.join(', ')}: ${sql}`);
  if (missing.length > 0) throw new Error(`There is no ${what} ${missing.join(', ')}: ${sql}`);
  if (new Set(found).size < found.length) throw new Error(`Two columns have one name: ${sql}`);
}

type Row = Record<string, SQLOutputValue>;

function binder<T extends Shape>(takes: T, sql: string): (values: Values<T>) => Record<string, SQLInputValue> {
  const kinds = Object.entries(takes);
  return (values) => {
    const bound: Record<string, SQLInputValue> = {};
    let at = '';
    try {
      for (const [name, kind] of kinds) {
        at = name;
        bound[name] = kind.bind(values[name]);
      }
    } catch (error) {
      throw mistake(at, sql, error);
    }
    return bound;
  };
}

function reader<G extends Shape>(gives: G, sql: string): (row: Row) => Values<G> {
  const kinds = Object.entries(gives);
  return (row) => {
    const read: Record<string, unknown> = {};
    let at = '';
    try {
      for (const [name, kind] of kinds) {
        at = name;
        read[name] = kind.read(row[name] ?? null);
      }
    } catch (error) {
      throw mistake(at, sql, error);
    }
    // Here rows enter: each member was read by the kind that the type is made from.
    return read as Values<G>;
  };
}

function mistake(at: string, sql: string, error: unknown): TypeError {
  const why = error instanceof Error ? error.message : String(error);
  return new TypeError(`${at}: ${why}: ${sql}`, { cause: error });
}
