import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '#store/database.ts';
import { integer, text } from '#store/kinds.ts';
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
       CREATE TABLE sound (key TEXT NOT NULL PRIMARY KEY) STRICT;
       INSERT INTO sound VALUES ('kept');`,
    ],
  });
  const add = database.command({
    sql: 'INSERT INTO notes VALUES (:id, :body, :at)',
    takes: { id: integer, body: text, at: integer },
  });
  database.transaction(() => {
    for (let id = 1; id <= ROWS; id += 1)
      add.run({ id: id * 1000, body: `the body of ${id}, ${'x'.repeat(100)}`, at: id });
  });
  database.close();
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Overwrites the page that holds what a note says. */
function damage(...notes: readonly number[]): void {
  const bytes = readFileSync(file);
  for (const note of notes) {
    const page = Math.floor(bytes.indexOf(`the body of ${note},`) / PAGE) * PAGE;
    bytes.fill(0xff, page, page + PAGE);
  }
  writeFileSync(file, bytes);
}

function notes(): readonly number[] {
  const database = openDatabase({ file });
  const rows = database.query({ sql: 'SELECT at FROM notes ORDER BY at', takes: {}, gives: { at: integer } }).all({});
  const sound = database.query({ sql: 'SELECT key FROM sound', takes: {}, gives: { key: text } }).all({});
  const check = database.query({ sql: 'PRAGMA integrity_check', takes: {}, gives: { integrity_check: text } }).all({});
  database.close();
  expect([sound, check]).toEqual([[{ key: 'kept' }], [{ integrity_check: 'ok' }]]);
  return rows.map(({ at }) => at);
}

describe('a database that is repaired', () => {
  it.each([
    { title: 'without damage', broken: [] },
    { title: 'with a damaged page', broken: [2500] },
    { title: 'with a damaged page at its begin', broken: [1] },
    { title: 'with damaged pages far from each other', broken: [700, 2500, 4200] },
  ])('$title has all that can be read, and counts what cannot', ({ broken }) => {
    damage(...broken);
    const told: string[] = [];
    const { tables, kept } = repairDatabase(file, ({ table }) => told.push(table));
    const found = tables.find(({ table }) => table === 'notes');
    const left = notes();
    expect(told.toSorted()).toEqual(['migrations', 'notes', 'sound']);
    expect(found).toEqual({ table: 'notes', copied: left.length, lost: ROWS - left.length });
    // A page holds some thirty of them.
    expect(ROWS - left.length).toBeLessThanOrEqual(40 * broken.length);
    expect(broken.filter((note) => left.includes(note))).toEqual([]);
    expect(existsSync(kept)).toBe(true);
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
    expect(notes()).toHaveLength(ROWS);
  });

  it('no database', () => {
    writeFileSync(file, 'something else'.repeat(1000));
    expect(() => repairDatabase(file, () => {})).toThrow('is damaged');
    expect(existsSync(file)).toBe(true);
    rmSync(file);
    expect(() => repairDatabase(file, () => {})).toThrow('There is no database');
  });
});
