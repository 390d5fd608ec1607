import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ExecutionIndex } from '#services/states/executions/execution-index.ts';
import type { ExecutionRecord } from '#services/states/executions/record.ts';

const DAY = 24 * 60 * 60 * 1000;

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'darkroom-index-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const record = (name: string, more: Partial<ExecutionRecord> = {}): ExecutionRecord => ({
  arn: `arn:${name}`,
  name,
  machineArn: 'machine',
  revisionId: 'r',
  status: 'RUNNING',
  startDate: 0,
  redriveCount: 0,
  ...more,
});

const namesAt = (now: number) =>
  new ExecutionIndex(folder, now).of('machine').map(({ name, status }) => [name, status]);

it('the last line of an execution counts, and executions stay in order', async () => {
  const index = new ExecutionIndex(folder, 0);
  index.put(record('a'));
  index.put(record('b'));
  index.put(record('a', { status: 'FAILED', stopDate: 1 }));
  expect(index.of('machine').map(({ name }) => name)).toEqual(['b', 'a']);
  await index.flush();
  expect(namesAt(2)).toEqual([
    ['b', 'RUNNING'],
    ['a', 'FAILED'],
  ]);
});

it('closed executions are forgotten after 90 days, running ones never', async () => {
  const index = new ExecutionIndex(folder, 0);
  index.put(record('closed', { status: 'SUCCEEDED', stopDate: 0 }));
  index.put(record('running'));
  await index.flush();
  expect(namesAt(90 * DAY)).toHaveLength(2);
  const later = new ExecutionIndex(folder, 90 * DAY + 1);
  expect(later.expired.map(({ name }) => name)).toEqual(['closed']);
  expect(later.get('arn:closed')).toBeUndefined();
  expect(namesAt(0)).toEqual([['running', 'RUNNING']]);
});

it('a line that a crash cut short is left out', async () => {
  const index = new ExecutionIndex(folder, 0);
  index.put(record('a'));
  await index.flush();
  await appendFile(join(folder, 'executions.jsonl'), '{"arn":"arn:b","na');
  expect(namesAt(0)).toEqual([['a', 'RUNNING']]);
  expect(await readFile(join(folder, 'executions.jsonl'), 'utf8')).not.toContain('arn:b');
});

it('children belong to their map run', () => {
  const index = new ExecutionIndex(folder, 0);
  index.put(record('child', { mapRunArn: 'run' }));
  expect(index.of('machine')).toEqual([]);
  expect(index.of('run')).toHaveLength(1);
});
