import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openStore, startupError, storeFile } from '#local/system/open-store.ts';
import { StoreError } from '#store/errors.ts';
import { integer } from '#store/kinds.ts';

const PAGE_BYTES = 4096;

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'darkroom-store-'));
  onTestFinished(() => rmSync(made, { recursive: true }));
  return made;
}

it('a damaged database is told in one line, with the ways out', () => {
  const dataDir = folder();
  writeFileSync(storeFile(dataDir), 'no database'.repeat(500));
  expect(() => openStore(dataDir, 'kill')).toThrow(
    /^The database .*store\.db is damaged \(.*\): npm run repair copies what can be read of it, --reset empties/,
  );
});

it('so is one that is damaged while it is used, in whatever reads it', () => {
  const dataDir = folder();
  const database = openStore(dataDir, 'kill');
  database.execute('CREATE TABLE notes (body TEXT NOT NULL) STRICT');
  database.execute(
    `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500)
     INSERT INTO notes SELECT hex(zeroblob(1000)) FROM n`,
  );
  database.close();
  const bytes = readFileSync(storeFile(dataDir));
  writeFileSync(storeFile(dataDir), bytes.fill(7, 8 * PAGE_BYTES, bytes.length / 2));
  const damaged = openStore(dataDir, 'kill');
  onTestFinished(() => damaged.close());
  const read = damaged.query({ sql: 'SELECT sum(length(body)) AS sum FROM notes', takes: {}, gives: { sum: integer } });
  expect(() => read.get({})).toThrow(
    /^The database .*store\.db is damaged \(.*\): npm run repair copies what can be read of it, --reset empties/,
  );
});

it('one that another process uses is', () => {
  const dataDir = folder();
  const first = openStore(dataDir, 'kill');
  expect(() => openStore(dataDir, 'kill')).toThrow(/is in use: stop the other system/);
  first.close();
  openStore(dataDir, 'power cut').close();
});

it.each([
  ['newer', 'use that version'],
  ['unwritable', 'make room'],
  ['locked', 'stop the other system'],
] as const)('one that is %s is, also where it shows late', (fault, wayOut) => {
  expect(startupError(new StoreError(fault, 'The database x'), 'folder')).toMatchObject({
    name: 'StartupError',
    message: expect.stringContaining(wayOut),
  });
});
