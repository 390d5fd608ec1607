import { givenPayload } from '@safelight/asl/payload';
import { expect, it } from 'vitest';
import { type ChildLine, ChildLog } from '#services/states/map-runs/child-log.ts';
import { IN_MEMORY, openDatabase } from '#store/database.ts';
import { integer } from '#store/kinds.ts';

const line = (index: number, status: ChildLine['result']['status'] = 'SUCCEEDED'): ChildLine => ({
  ...{ index, items: 1, attempt: 0, name: `child-${index}` },
  result: { executionArn: `arn:${index}`, status, startTime: 1, stopTime: 2 },
});

function open() {
  const database = openDatabase({ file: IN_MEMORY });
  const log = new ChildLog(database);
  const rows = database.query({
    sql: 'SELECT count(*) AS count FROM states_map_run_children',
    takes: {},
    gives: { count: integer },
  });
  return { database, log, rows: () => rows.get({})?.count };
}

it('children that end in one turn are few rows, and are read before and after they are committed', async () => {
  const { database, log, rows } = open();
  const lines = Array.from({ length: 250 }, (_, index) => line(index));
  for (const one of lines) log.keep('run', one);
  expect(log.of('run')).toEqual(lines);
  await database.committed();
  expect([log.of('run'), rows()]).toEqual([lines, 3]);
});

it('the last attempt of a child is what counts, and children come in their order', async () => {
  const { database, log } = open();
  for (const one of [line(2, 'FAILED'), line(0), line(1, 'FAILED')]) log.keep('run', one);
  await database.committed();
  log.keep('run', line(1));
  expect(log.of('run').map(({ index, result }) => [index, result.status])).toEqual([
    [0, 'SUCCEEDED'],
    [1, 'SUCCEEDED'],
    [2, 'FAILED'],
  ]);
});

it('children of several map runs are told apart, and those of one are removed', async () => {
  const { database, log } = open();
  log.keep('left', line(0));
  log.keep('right', line(1));
  log.remove('left');
  await database.committed();
  expect([log.of('left'), log.of('right')]).toEqual([[], [line(1)]]);
});

it('an Express child is kept with its payloads', () => {
  const { log } = open();
  const [input, output] = [givenPayload({ key: 'a' }), givenPayload([1])];
  const start = { mapRunArn: 'run', index: 0, items: 1, attempt: 0, input, type: 'EXPRESS' } as const;
  const ended = { executionArn: 'arn:0', status: 'SUCCEEDED', startTime: 1, stopTime: 2, output } as const;
  log.add(start, 'child-0', ended);
  expect(log.of('run')).toEqual([{ ...line(0), payloads: { input: '{"key":"a"}', output: '[1]' } }]);
});

it('rows of one child each, as they were kept once, are read', () => {
  const { database, log } = open();
  for (const index of [0, 1]) {
    database.execute(`INSERT INTO states_map_run_children VALUES ('run', ${index}, '${JSON.stringify(line(index))}')`);
  }
  log.keep('run', line(2));
  expect(log.of('run')).toEqual([line(0), line(1), line(2)]);
});
