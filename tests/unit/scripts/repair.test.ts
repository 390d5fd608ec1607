import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '@safelight/local/system/open-store';
import { expect, it, onTestFinished } from 'vitest';

const repair = (data: string) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/repair.ts', '--data', data]);
  return { status, out: stdout.toString(), error: stderr.toString() };
};

it('tells of each table what could be read, and keeps the old file', () => {
  const data = mkdtempSync(join(tmpdir(), 'darkroom-repair-'));
  onTestFinished(() => rmSync(data, { recursive: true }));
  expect(repair(data)).toMatchObject({ status: 2, error: expect.stringMatching(/^There is no database .*\n$/) });
  const database = openStore(data, 'kill');
  database.execute('CREATE TABLE notes (body TEXT) STRICT; INSERT INTO notes VALUES (1), (2)');
  database.close();
  const { status, out } = repair(data);
  expect([status, out.split('\n')[0]]).toEqual([0, 'notes: 2 rows could be read, 0 that could not']);
  expect(out).toContain('Everything could be read; the old file is');
  expect(readdirSync(data).toSorted()).toEqual(['store.db', 'store.db.damaged']);
});
