import { afterEach, describe, expect, it } from 'vitest';
import { type Database, IN_MEMORY, openDatabase } from '#store/database.ts';
import { bigInteger, bytes, flag, integer, json, type Kind, nullable, real, text } from '#store/kinds.ts';

let database: Database;
const open = () => {
  database = openDatabase({ file: IN_MEMORY });
  database.execute('CREATE TABLE t (id INTEGER PRIMARY KEY, s TEXT, n INTEGER, r REAL, b BLOB) STRICT');
  return database;
};
afterEach(() => database.close());

const MOST = Number.MAX_SAFE_INTEGER;
const document = json((value) => value);

describe('values come back as they went in', () => {
  it.each<[string, Kind<unknown>, unknown, string]>([
    ['text', text, 'a \0 ü 日 \u{1f4f7}', 'text'],
    ['text that looks like what NUL is kept as', text, '\u0001a\u0001b\u0001\0a', 'text'],
    ['an empty text', text, '', 'text'],
    ['a whole number', integer, 5, 'integer'],
    ['the largest', integer, MOST, 'integer'],
    ['the smallest', integer, -MOST, 'integer'],
    ['a wide one', bigInteger, 2n ** 63n - 1n, 'integer'],
    ['a small one, wide', bigInteger, -3n, 'integer'],
    ['a fraction', real, 0.1, 'real'],
    ['a whole number as a fraction', real, 3, 'real'],
    ['bytes', bytes, Uint8Array.of(0, 255), 'blob'],
    ['no bytes', bytes, Uint8Array.of(), 'blob'],
    ['no bytes of no memory', bytes, new Uint8Array(new ArrayBuffer(0)), 'blob'],
    ['true', flag, true, 'integer'],
    ['false', flag, false, 'integer'],
    ['a document', document, { a: [1, null, 'x'] }, 'text'],
    ['null in a document', document, null, 'text'],
    ['nothing', nullable(text), undefined, 'null'],
    ['something', nullable(integer), 7, 'integer'],
    ['something wide', nullable(bigInteger), 7n, 'integer'],
  ])('%s', (_, kind, value, stored) => {
    const query = open().query({
      sql: 'SELECT :value AS value, typeof(:value) AS stored',
      takes: { value: kind },
      gives: { value: kind, stored: text },
    });
    expect(query.get({ value })).toEqual({ value, stored });
  });

  it.each<[string, Kind<unknown>, unknown]>([
    ['a fraction where a whole number goes', integer, 0.5],
    ['more than a number holds exactly', integer, MOST + 1],
    ['a number where a text goes', text, 5],
    ['a text where a number goes', integer, '5'],
    ['a number where a BigInt goes', bigInteger, 5],
    ['a number where a boolean goes', flag, 1],
    ['what is not a number, which SQLite takes for NULL', real, Number.NaN],
    ['nothing', text, undefined],
    ['null', text, null],
    ['a function as a document', document, () => 1],
  ])('refuses %s', (_, kind, value) => {
    const query = open().query({ sql: 'SELECT :value AS value', takes: { value: kind }, gives: { value: kind } });
    expect(() => query.get({ value })).toThrow(/^value: .* is not a/);
  });

  it('computes with whole numbers as such', () => {
    const gives = { half: integer, told: text };
    const query = open().query({ sql: "SELECT :n / 2 AS half, :n || '' AS told", takes: { n: integer }, gives });
    expect(query.get({ n: 5 })).toEqual({ half: 2, told: '5' });
  });

  it('refuses a column that holds what its kind does not', () => {
    const query = open().query({ sql: 'SELECT NULL AS n', takes: {}, gives: { n: integer } });
    expect(() => query.get({})).toThrow('n: NULL is not a whole number');
  });
});

describe('a statement is checked when it is prepared', () => {
  const takes = { id: integer };
  it.each([
    ['a parameter that is not told', 'SELECT id FROM t WHERE id = :id AND s = :s', 'No kind is told for parameter s'],
    ['a parameter that is not there', "SELECT id FROM t WHERE s = ':id' -- :id", 'There is no parameter id'],
    ['a column that is not told', 'SELECT id, s FROM t WHERE id = :id', 'No kind is told for column s'],
    ['a column that is not there', 'SELECT s AS id2 FROM t WHERE id = :id', 'No kind is told for column id2'],
    ['a column twice', 'SELECT id, id FROM t WHERE id = :id', 'Two columns have one name'],
    ['a parameter without a name', 'SELECT id FROM t WHERE id = :id AND s = ?', 'Parameters have names here'],
    ['an unknown table', 'SELECT id FROM u WHERE id = :id', 'no such table: u'],
  ])('%s', (_, sql, message) => {
    expect(() => open().query({ sql, takes, gives: { id: integer } })).toThrow(message);
  });

  it.each([
    ['one that gives rows is no command', 'DELETE FROM t WHERE id = :id RETURNING id', 'This gives rows'],
    ['a SELECT is none', 'SELECT :id', 'This changes no rows'],
    ['nor what makes tables', 'CREATE TABLE u AS SELECT :id AS id', 'This changes no rows'],
  ])('%s', (_, sql, message) => {
    expect(() => open().command({ sql, takes })).toThrow(message);
  });
});

describe('what a statement gives', () => {
  const prepared = () => {
    const opened = open();
    const add = opened.command({ sql: 'INSERT INTO t (id, s) VALUES (:id, :s)', takes: { id: integer, s: text } });
    for (const id of [1, 2, 3]) add.run({ id, s: `row ${id}` });
    const rename = opened.command({
      sql: 'UPDATE t SET s = :s WHERE id > :after',
      takes: { s: text, after: integer },
    });
    const all = opened.query({
      sql: 'SELECT id FROM t WHERE id > :after ORDER BY id',
      takes: { after: integer },
      gives: { id: integer },
    });
    return { opened, add, rename, all };
  };

  it('is the number of rows that it changed itself', () => {
    const { opened, add, rename } = prepared();
    expect(rename.run({ s: 'x', after: 1 })).toBe(2);
    opened.execute('CREATE TABLE u (id INTEGER) STRICT');
    expect(rename.run({ s: 'x', after: 3 })).toBe(0);
    expect(add.run({ id: 4, s: '' })).toBe(1);
    const keep = opened.command({
      sql: 'INSERT INTO t (id) VALUES (:id) ON CONFLICT DO NOTHING',
      takes: { id: integer },
    });
    expect(keep.run({ id: 4 })).toBe(0);
  });

  it('is a row, rows, or rows one by one', () => {
    const { all } = prepared();
    expect(all.get({ after: 1 })).toEqual({ id: 2 });
    expect(all.get({ after: 3 })).toBeUndefined();
    expect(all.all({ after: 1 })).toEqual([{ id: 2 }, { id: 3 }]);
    expect([...all.each({ after: 1 })]).toEqual([{ id: 2 }, { id: 3 }]);
  });

  it('a query that is being read is not run again', () => {
    const { all } = prepared();
    const rows = all.each({ after: 0 });
    rows.next();
    expect(() => all.get({ after: 0 })).toThrow('still being read');
    rows.return?.();
    expect(all.all({ after: 0 })).toHaveLength(3);
  });

  it('of a change that returns rows is all of them, and all are changed', () => {
    const { opened, all } = prepared();
    const take = opened.query({
      sql: 'DELETE FROM t WHERE id > :after RETURNING id',
      takes: { after: integer },
      gives: { id: integer },
    });
    expect(take.get({ after: 1 })).toBeDefined();
    expect(all.all({ after: 0 })).toEqual([{ id: 1 }]);
  });
});
