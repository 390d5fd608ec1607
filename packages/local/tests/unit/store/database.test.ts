import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, it } from 'vitest';
import { IN_MEMORY, openDatabase } from '#store/database.ts';
import { integer, text } from '#store/kinds.ts';
import { inSlices } from '#store/slices.ts';

const folder = mkdtempSync(join(tmpdir(), 'store-'));
afterAll(() => rmSync(folder, { recursive: true }));
const fault = (name: string, message: string) =>
  expect.objectContaining({ fault: name, message: expect.stringContaining(message) });

interface Trouble {
  readonly title: string;
  readonly prepare: (file: string) => unknown;
  readonly fault: string;
  readonly message: string;
}

const TROUBLES: readonly Trouble[] = [
  {
    title: 'a file of something else',
    prepare: (file) => writeFileSync(file, 'no database at all'.repeat(99)),
    fault: 'damaged',
    message: 'is damaged',
  },
  {
    title: 'a database that lost its end',
    prepare(file) {
      const database = openDatabase({ file });
      database.execute('CREATE TABLE t (id INTEGER) STRICT');
      database.close();
      truncateSync(file, 4096);
    },
    fault: 'damaged',
    message: 'is damaged',
  },
  {
    title: "another program's database",
    prepare(file) {
      const database = new DatabaseSync(file);
      database.exec('PRAGMA application_id = 7; CREATE TABLE t (id INTEGER)');
      database.close();
    },
    fault: 'damaged',
    message: 'was not made by this program',
  },
  { title: 'one that is open', prepare: (file) => openDatabase({ file }), fault: 'locked', message: 'is in use' },
  { title: 'a folder', prepare: (file) => mkdirSync(file), fault: 'unwritable', message: 'cannot be written' },
];

describe('a database that cannot be used is told in one line', () => {
  it.each(TROUBLES)('$title', ({ title, prepare, fault: name, message }) => {
    const file = join(folder, `${title}.db`);
    prepare(file);
    const read = () => {
      const database = openDatabase({ file });
      database.query({ sql: 'SELECT count(*) AS n FROM t', takes: {}, gives: { n: integer } }).get({});
    };
    expect(read).toThrow(fault(name, message));
  });

  it('is locked against other processes too, and free when its process was killed', () => {
    const file = join(folder, 'process.db');
    const module = new URL('../../../src/store/database.ts', import.meta.url);
    const script = (then: string) =>
      `const { openDatabase } = await import('${module}'); const d = openDatabase({ file: process.argv[1] }); ${then}`;
    const run = (then: string) =>
      execFileSync(process.execPath, ['--input-type=module', '-e', script(then), file], { stdio: 'pipe' }).toString();
    expect(() =>
      run("d.execute('CREATE TABLE t (id INTEGER) STRICT'); d.commit(); process.kill(process.pid, 'SIGKILL')"),
    ).toThrow();
    const database = openDatabase({ file });
    database.execute('INSERT INTO t VALUES (1)');
    expect(() => run('')).toThrow('is in use');
    database.close();
    expect(run("console.log('open')")).toBe('open\n');
  });
});

describe('tables of a module', () => {
  const first = 'CREATE TABLE notes (body TEXT NOT NULL) STRICT';
  const second = "ALTER TABLE notes ADD COLUMN kind TEXT NOT NULL DEFAULT 'plain'";
  const notes = (...steps: string[]) => ({ module: 'notes', steps });
  const kinds = { sql: 'SELECT body, kind FROM notes', takes: {}, gives: { body: text, kind: text } };

  it('come about step by step, each step once', () => {
    const database = openDatabase({ file: IN_MEMORY });
    database.migrate(notes(first));
    database.execute("INSERT INTO notes VALUES ('a')");
    database.migrate(notes(first));
    database.migrate(notes(first, second));
    database.migrate({ module: 'others', steps: ['CREATE TABLE others (id INTEGER) STRICT'] });
    expect(database.query(kinds).all({})).toEqual([{ body: 'a', kind: 'plain' }]);
  });

  it('stay as they were when a step fails', () => {
    const database = openDatabase({ file: IN_MEMORY });
    database.migrate(notes(first));
    expect(() => database.migrate(notes(first, second, 'ALTER TABLE none ADD COLUMN x TEXT'))).toThrow('none');
    expect(() => database.query(kinds)).toThrow('kind');
    database.migrate(notes(first, second));
    expect(database.query(kinds).all({})).toEqual([]);
  });

  it.each([
    'UPDATE notes SET body = 1',
    'INSERT INTO notes SELECT * FROM others',
    'DELETE FROM notes',
    'CREATE TABLE more (x TEXT) STRICT; DROP TABLE notes',
  ])('takes no later step that changes rows: %s', (step) => {
    const database = openDatabase({ file: IN_MEMORY });
    expect(() => database.migrate({ module: 'notes', steps: [first, step] })).toThrow('A step of notes changes rows');
  });

  it('of a newer version are left alone', () => {
    const database = openDatabase({ file: IN_MEMORY });
    database.migrate(notes(first, second));
    expect(() => database.migrate(notes(first))).toThrow(fault('newer', 'notes is at 2, known is 1'));
  });
});

describe('long work', () => {
  it('lets others go between its slices, and ends where it is told to', async () => {
    let now = 0;
    const done: string[] = [];
    const controller = new AbortController();
    function* steps() {
      for (let step = 1; step <= 10; step += 1) {
        now += 3;
        done.push(`step ${step}`);
        if (step === 8) controller.abort(new Error('enough'));
        yield;
      }
    }
    setImmediate(() => done.push('a request'));
    const work = inSlices(steps(), { clock: { now: () => now }, sliceMs: 9, signal: controller.signal });
    await expect(work).rejects.toThrow('enough');
    expect(done.slice(0, 4)).toEqual(['step 1', 'step 2', 'step 3', 'a request']);
    expect(done.at(-1)).toBe('step 8');
  });
});
