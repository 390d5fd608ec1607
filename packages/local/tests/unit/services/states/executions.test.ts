import { expect, it } from 'vitest';
import type { HistoryRange } from '#services/states/executions/event-rows.ts';
import { Executions } from '#services/states/executions/executions.ts';
import type { ExecutionRecord } from '#services/states/executions/record.ts';
import { IN_MEMORY, openDatabase } from '#store/database.ts';

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

const open = () => {
  const executions = new Executions(openDatabase({ file: IN_MEMORY }));
  const start = (name: string, more: Partial<ExecutionRecord> = {}) =>
    executions.begin({ record: record(name, more), input: '{}', roleArn: 'role' });
  return { executions, start };
};

const ANY = { status: undefined, redriven: undefined, versionArn: undefined, aliasArn: undefined };
const names = (executions: Executions, owner = 'machine', filter = {}) =>
  executions.list({ owner, filter: { ...ANY, ...filter }, before: undefined, limit: 10 }).map(({ name }) => name);

const event = (id: number) => ({ id, previousEventId: id - 1, timestamp: 0, type: 'PassStateEntered' }) as const;
const ALL: HistoryRange = { after: undefined, limit: 100, reverse: false };

it('executions stay in the order of their starts', () => {
  const { executions, start } = open();
  const first = start('a');
  start('b');
  first.end(record('a', { status: 'FAILED', stopDate: 1, error: 'E' }));
  expect(names(executions)).toEqual(['b', 'a']);
  expect(executions.get('arn:a')).toMatchObject({ status: 'FAILED', error: 'E', stopDate: 1 });
});

it.each([
  ['a status', { status: 'FAILED' }, ['failed']],
  ['being redriven', { redriven: true }, ['redriven']],
  ['not being redriven', { redriven: false }, ['aliased', 'failed', 'versioned']],
  ['a version', { versionArn: 'v' }, ['versioned']],
  ['an alias', { aliasArn: 'a' }, ['aliased']],
  ['two of them', { aliasArn: 'a', status: 'FAILED' }, []],
])('are found by %s', (_, filter, found) => {
  const { executions, start } = open();
  start('versioned', { versionArn: 'v' });
  start('failed', { status: 'FAILED', stopDate: 1 });
  start('aliased', { aliasArn: 'a' });
  start('redriven', { redriveCount: 1 });
  expect(names(executions, 'machine', filter)).toEqual(found);
});

it('children belong to their map run', () => {
  const { executions, start } = open();
  start('child', { mapRunArn: 'run' });
  expect(names(executions)).toEqual([]);
  expect(names(executions, 'run')).toEqual(['child']);
});

it('a history is its own, in parts of it and against its order', () => {
  const { executions, start } = open();
  const [first, second] = [start('a'), start('b')];
  for (const id of [1, 2, 3]) first.onEvent(event(id));
  second.onEvent(event(1));
  const ids = (range: Partial<HistoryRange>) => executions.events('arn:a', { ...ALL, ...range }).map(({ id }) => id);
  expect(ids({})).toEqual([1, 2, 3]);
  expect(ids({ after: 1, limit: 1 })).toEqual([2]);
  expect(ids({ reverse: true, limit: 2 })).toEqual([3, 2]);
  expect(ids({ reverse: true, after: 2 })).toEqual([1]);
  expect(executions.history('arn:b').map(({ id }) => id)).toEqual([1]);
});

it('those that ended long ago are forgotten with their histories, running ones never', () => {
  const { executions, start } = open();
  for (let count = 0; count < 25; count += 1)
    start(`ended ${count}`, { status: 'SUCCEEDED', stopDate: 5 }).onEvent(event(1));
  start('later', { status: 'SUCCEEDED', stopDate: 6 }).onEvent(event(1));
  start('running').onEvent(event(1));
  const others: string[] = [];
  expect([...executions.forget(6, (arn) => others.push(arn))]).toHaveLength(3);
  expect(others).toContain('arn:ended 0');
  expect(others).not.toContain('arn:later');
  expect(names(executions)).toEqual(['running', 'later']);
  expect(() => executions.history('arn:ended 0')).toThrow('Execution Does Not Exist');
  expect(executions.history('arn:later')).toHaveLength(1);
});

it('what a system does while it is being stopped leaves no trace', () => {
  const { executions, start } = open();
  const writer = start('a');
  writer.onEvent(event(1));
  executions.close();
  expect(() => writer.onEvent(event(2))).toThrow('is being stopped');
  expect(() => writer.end(record('a', { status: 'FAILED' }))).toThrow('is being stopped');
  expect(executions.history('arn:a')).toHaveLength(1);
});
