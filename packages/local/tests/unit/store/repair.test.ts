import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '#store/database.ts';
import { bytes, integer, text } from '#store/kinds.ts';
import { repairDatabase } from '#store/repair.ts';

const PAGE = 4096;
const ROWS = 5000;

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'repair-'));
  file = join(folder, 'store.db');
  const database = openDatabase({ file });
  database.migrate({
    module: 'notes',
    steps: [
      `CREATE TABLE notes (id INTEGER PRIMARY KEY, body TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
       CREATE INDEX notes_by_time ON notes (at);
       CREATE TABLE prints (
         lab INTEGER NOT NULL, name TEXT NOT NULL, hash BLOB NOT NULL, body TEXT NOT NULL,
         PRIMARY KEY (lab, name, hash)
       ) STRICT, WITHOUT ROWID;
       CREATE INDEX prints_by_name ON prints (name);
       CREATE TABLE sound (key TEXT NOT NULL PRIMARY KEY) STRICT;
       INSERT INTO sound VALUES ('kept');`,
    ],
  });
  const add = database.command({
    sql: 'INSERT INTO notes VALUES (:id, :body, :at)',
    takes: { id: integer, body: text, at: integer },
  });
  const print = database.command({
    sql: 'INSERT INTO prints VALUES (:lab, :name, :hash, :body)',
    takes: { lab: integer, name: text, hash: bytes, body: text },
  });
  database.transaction(() => {
    for (let id = 1; id <= ROWS; id += 1)
      add.run({ id: id * 1000, body: `the body of ${id}, ${'x'.repeat(100)}`, at: id });
    for (let id = 1; id <= ROWS; id += 1) print.run({ ...keyOf(id), body: printed(id) });
  });
  database.close();
  // Pages that were split have old words in them.
  const compact = new DatabaseSync(file);
  compact.exec('VACUUM');
  compact.close();
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The key of a print: many of one lab have one name, and are spread by a hash. */
const keyOf = (id: number) => ({
  lab: id <= ROWS / 2 ? 3 : 4,
  name: id % 2 === 0 ? 'even' : 'odd',
  hash: Buffer.from(`${String(Math.imul(id, 0x9e3779b1) >>> 0).padStart(10, '0')} ${id}`),
});
const printed = (id: number) => `the print of ${id}, ${'x'.repeat(100)}`;

/** https://www.sqlite.org/fileformat2.html#b_tree_pages */
const LEAVES = [0x0a, 0x0d];

/** Overwrites the pages that hold these rows, or the next ones where a row lies above other pages, which are lost with it. */
function damage(said: (id: number) => string, ids: readonly number[]): void {
  const content = readFileSync(file);
  const pageOf = (id: number) => Math.floor(content.indexOf(said(id)) / PAGE) * PAGE;
  const pages = ids.map((id) => [id, id + 2].map(pageOf).find((page) => LEAVES.includes(content[page] ?? 0)) ?? 0);
  for (const page of pages) content.fill(0xff, page, page + PAGE);
  writeFileSync(file, content);
}

/** The ids of what a repaired database has. */
function kept(): { readonly notes: readonly number[]; readonly prints: readonly number[] } {
  const database = openDatabase({ file });
  const notes = database.query({ sql: 'SELECT at FROM notes ORDER BY at', takes: {}, gives: { at: integer } }).all({});
  const prints = database.query({ sql: 'SELECT hash FROM prints', takes: {}, gives: { hash: bytes } }).all({});
  const sound = database.query({ sql: 'SELECT key FROM sound', takes: {}, gives: { key: text } }).all({});
  const check = database.query({ sql: 'PRAGMA integrity_check', takes: {}, gives: { integrity_check: text } }).all({});
  database.close();
  expect([sound, check]).toEqual([[{ key: 'kept' }], [{ integrity_check: 'ok' }]]);
  return {
    notes: notes.map(({ at }) => at),
    prints: prints.map(({ hash }) => Number(Buffer.from(hash).toString().slice(11))),
  };
}

describe('a database that is repaired', () => {
  it.each([
    { title: 'without damage', broken: [] },
    { title: 'with a damaged page', broken: [2500] },
    { title: 'with a damaged page at its begin', broken: [1] },
    { title: 'with damaged pages far from each other', broken: [700, 2500, 4200] },
    { title: 'with damaged pages near each other', broken: [1200, 1300, 1440] },
    { title: 'with many damaged pages', broken: [300, 901, 1502, 2103, 2704, 3305, 3906, 4507] },
  ])('$title has all that can be read, and counts what cannot', ({ broken }) => {
    damage((id) => `the body of ${id},`, broken);
    damage((id) => `the print of ${id},`, broken);
    const told: string[] = [];
    const { tables, kept: old } = repairDatabase(file, ({ table }) => told.push(table));
    const left = kept();
    expect(told.toSorted()).toEqual(['migrations', 'notes', 'prints', 'sound']);
    for (const table of ['notes', 'prints'] as const) {
      const lost = ROWS - left[table].length;
      expect(tables.find((one) => one.table === table)).toEqual({ table, copied: left[table].length, lost });
      // A page holds some thirty of them.
      expect(lost).toBeLessThanOrEqual(40 * broken.length);
      expect(lost).toBeGreaterThanOrEqual(broken.length);
    }
    expect(existsSync(old)).toBe(true);
  });

  it('keeps each damaged file that it replaces', () => {
    expect(repairDatabase(file, () => {}).kept).toBe(`${file}.damaged`);
    expect(repairDatabase(file, () => {}).kept).toBe(`${file}.damaged.2`);
  });
});

describe('what cannot be repaired is told in one line, and left as it is', () => {
  it('a database that is in use', () => {
    const database = openDatabase({ file });
    expect(() => repairDatabase(file, () => {})).toThrow('is in use');
    database.close();
    expect(kept().notes).toHaveLength(ROWS);
  });

  it('no database', () => {
    writeFileSync(file, 'something else'.repeat(1000));
    expect(() => repairDatabase(file, () => {})).toThrow('is damaged');
    expect(existsSync(file)).toBe(true);
    rmSync(file);
    expect(() => repairDatabase(file, () => {})).toThrow('There is no database');
  });
});
