import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { IN_MEMORY, openDatabase } from '#store/database.ts';
import { integer } from '#store/kinds.ts';

const folder = mkdtempSync(join(tmpdir(), 'store-'));
afterAll(() => rmSync(folder, { recursive: true }));

function open(file = IN_MEMORY) {
  const failures: unknown[] = [];
  const database = openDatabase({ file, onFailure: (error) => failures.push(error) });
  database.execute('CREATE TABLE IF NOT EXISTS t (id INTEGER PRIMARY KEY) STRICT');
  const add = database.command({ sql: 'INSERT INTO t VALUES (:id)', takes: { id: integer } });
  const read = database.query({ sql: 'SELECT id FROM t ORDER BY id', takes: {}, gives: { id: integer } });
  return { database, failures, add: (id: number) => add.run({ id }), ids: () => read.all({}).map(({ id }) => id) };
}

const refuse = () => {
  throw new Error('refused');
};

describe('a transaction', () => {
  it('is there whole', () => {
    const { database, add, ids } = open();
    expect(database.transaction(() => [add(1), add(2)])).toEqual([1, 1]);
    expect(ids()).toEqual([1, 2]);
  });

  it('is undone whole where it throws, and nothing else with it', async () => {
    const { database, add, ids } = open();
    add(1);
    expect(() => database.transaction(() => [add(2), add(3), add(1)])).toThrow('UNIQUE constraint failed');
    expect(() => database.transaction(() => [add(4), refuse()])).toThrow('refused');
    add(5);
    await database.committed();
    expect(ids()).toEqual([1, 5]);
  });

  it('may hold others, which are undone alone', () => {
    const { database, add, ids } = open();
    database.transaction(() => {
      add(1);
      expect(() => database.transaction(() => [add(2), refuse()])).toThrow('refused');
      database.transaction(() => add(3));
    });
    expect(ids()).toEqual([1, 3]);
  });

  it('cannot wait', () => {
    const { database, add, ids } = open();
    expect(() => database.transaction(async () => add(1))).toThrow('cannot wait');
    expect(ids()).toEqual([]);
    expect(() => database.transaction(() => database.commit())).toThrow('A transaction is open');
  });
});

it('a commit waits while there is no room for it, and nothing is lost', async () => {
  let room = false;
  const database = openDatabase({ file: IN_MEMORY, hasRoom: () => room });
  database.execute('CREATE TABLE t (id INTEGER PRIMARY KEY) STRICT');
  let committed = false;
  const waiting = database.committed().then(() => {
    committed = true;
  });
  await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  expect(committed).toBe(false);
  room = true;
  await waiting;
  database.close();
});

describe('changes', () => {
  /** What whoever comes after a kill of the process finds. */
  const left = (file: string) => {
    for (const end of ['', '-wal']) copyFileSync(`${file}${end}`, `${file}.copy${end}`);
    const { database, ids } = open(`${file}.copy`);
    const found = ids();
    database.close();
    return found;
  };

  it('are read at once, and committed together after what was ready has been done', async () => {
    const file = join(folder, 'group.db');
    const { database, add, ids } = open(file);
    await database.committed();
    add(1);
    const waiting = database.committed();
    add(2);
    expect([ids(), left(file)]).toEqual([[1, 2], []]);
    await waiting;
    expect(left(file)).toEqual([1, 2]);
    add(3);
    database.commit();
    expect(left(file)).toEqual([1, 2, 3]);
    database.close();
  });

  it('are gathered by whoever has many small ones, and written once, with the others', async () => {
    const file = join(folder, 'gathered.db');
    const { database, add, ids } = open(file);
    const gathered = [2, 3];
    database.beforeCommit(() => gathered.splice(0).forEach(add));
    add(1);
    gathered.push(4);
    expect(ids()).toEqual([1]);
    await database.committed();
    expect(left(file)).toEqual([1, 2, 3, 4]);
    gathered.push(5);
    add(6);
    await database.committed();
    expect(left(file)).toEqual([1, 2, 3, 4, 6]);
    database.close();
  });

  it('are lost together where what was gathered cannot be written', async () => {
    const { database, add, failures } = open();
    add(1);
    database.beforeCommit(refuse);
    await expect(database.committed()).rejects.toThrow('refused');
    expect(failures).toHaveLength(1);
    expect(() => add(2)).toThrow('refused');
  });

  it('are waited for by nobody when there are none', async () => {
    const { database } = open();
    database.commit();
    await expect(database.committed()).resolves.toBeUndefined();
  });

  it('are committed by closing', async () => {
    const file = join(folder, 'closed.db');
    const { database, add } = open(file);
    add(1);
    database.close();
    expect(() => add(2)).toThrow('is closed');
    await expect(database.committed()).rejects.toThrow('is closed');
    expect(open(file).ids()).toEqual([1]);
  });

  it('that cannot be committed are told to whoever waits, once to the owner, and are the last', async () => {
    const { database, failures, add, ids } = open();
    database.execute('CREATE TABLE u (id INTEGER REFERENCES t DEFERRABLE INITIALLY DEFERRED) STRICT');
    await database.committed();
    add(1);
    database.execute('INSERT INTO u VALUES (2)');
    await expect(database.committed()).rejects.toThrow('FOREIGN KEY constraint failed');
    expect(failures).toHaveLength(1);
    expect(ids).toThrow('FOREIGN KEY');
    expect(() => add(3)).toThrow('FOREIGN KEY');
    await expect(database.committed()).rejects.toThrow('FOREIGN KEY');
    expect(failures).toHaveLength(1);
    database.close();
  });

  it('for which the disk has no room are refused by a line that says so', () => {
    const { database, add } = open(join(folder, 'full.db'));
    database.commit();
    const limit = { sql: 'PRAGMA max_page_count = 3', takes: {}, gives: { max_page_count: integer } };
    expect(database.query(limit).get({})).toEqual({ max_page_count: 3 });
    const fill = () => database.transaction(() => Array.from({ length: 10_000 }, (_, id) => add(id)));
    expect(fill).toThrow(
      expect.objectContaining({ fault: 'unwritable', message: expect.stringContaining('full.db cannot be written') }),
    );
    database.close();
  });
});
