import '@safelight/asl/testing/matchers';
import type { Json } from '@safelight/asl/json';
import { coveredMachine } from '@safelight/asl/testing/coverage';
import type { MockFunction } from '@safelight/asl/testing/mocks';
import type { MachineRun } from '@safelight/asl/testing/run-state-machine';
import { expect, it } from 'vitest';
import { addUp, type Groups } from '#functions/library/tally.ts';
import { inside, noted } from '#tests/support/image-workflow.ts';
import { BUCKET, DIGEST, looksUp, type Row, type Rows, rowOf, WORK } from '#tests/support/library-workflow.ts';

const machine = coveredMachine('statemachines/library-report.asl.json');
const written = { result: { Payload: { items: 1, csv: 'reports/test/report.csv' } } };

/** What the children counted, as the function adds it up. */
async function groupsOf({ objects }: MachineRun): Promise<Groups> {
  const files = [...objects].filter(([key]) => /\/tallies\/.*SUCCEEDED_\d+\.jsonl$/.test(key));
  return addUp(
    (async function* () {
      for (const [, text] of files) for (const line of text.split('\n')) if (line !== '') yield JSON.parse(line);
    })(),
  );
}

/** Counts by the name of each group. */
const counts = (groups: Groups, by: string) =>
  Object.fromEntries((groups[by] ?? []).map(({ value, count }) => [value, count]));

const variant = (format: string, bytes: number) => ({ M: { format: { S: format }, bytes: { N: String(bytes) } } });

/** A photo that was developed, by `configuration`, into two variants. */
const ready = (camera: string, takenAt: string, configuration: string): Row => ({
  ...rowOf({ status: 'READY', configuration }),
  metadata: { M: { format: { S: 'jpeg' }, exif: { M: { camera: { S: camera }, takenAt: { S: takenAt } } } } },
  manifest: { M: { variants: { L: [variant('avif', 3), variant('webp', 4)] } } },
});

const PHOTOS: Readonly<Record<string, Row | undefined>> = {
  'a.jpg': ready('NIKON D850', '2026-06-21T21:34:00', DIGEST),
  'b.jpg': ready('NIKON D850', '2026-07-01T08:00:00', 'other'),
  'c.jpg': { ...rowOf({ status: 'READY' }), metadata: { M: { format: { S: 'png' }, exif: { M: {} } } } },
  'd.jpg': { ...rowOf({ status: 'REJECTED' }), reason: { M: { code: { S: 'Corrupt' } } } },
  'e.jpg': { ...rowOf({ status: 'FAILED' }), reason: { M: { code: { S: 'Lambda.Unknown' } } } },
  'f.jpg': undefined,
};
const rows: Rows = (key) => PHOTOS[key.replace('cats/', '')];
const photos = Object.fromEntries(Object.keys(PHOTOS).map((key) => [`${BUCKET}/cats/${key}`, '12345']));

async function report(input: Json, objects: Readonly<Record<string, string>>, lookUp: MockFunction = looksUp(rows)) {
  const asked = noted({ 'Look up': lookUp, 'Write report': written }, 'Write report');
  const run = await machine({ input, objects, mocks: asked.mocks });
  return { run, payload: inside(asked.calls.get('Write report')?.[0], 'Payload') };
}

it('counts the photos of the library by all that they are told apart by', async () => {
  const { run, payload } = await report({ from: 'LIBRARY', prefix: 'cats/' }, { ...photos, [`${BUCKET}/cats/`]: '' });
  expect(run).toHaveSucceeded();
  const groups = await groupsOf(run);
  expect(groups.total).toEqual([
    { value: 'all', count: 6, skipped: 0, sums: { failed: 2, outdated: 2, bytesBefore: 30, bytesAfter: 14 } },
  ]);
  expect(counts(groups, 'status')).toEqual({ READY: 3, REJECTED: 1, FAILED: 1, NOT_DEVELOPED: 1 });
  expect(counts(groups, 'camera')).toEqual({ 'NIKON D850': 2, unknown: 4 });
  expect(counts(groups, 'month')).toEqual({ '2026-06': 1, '2026-07': 1, unknown: 4 });
  expect(counts(groups, 'format')).toEqual({ jpeg: 2, png: 1, unknown: 3 });
  expect(counts(groups, 'failure')).toEqual({ Corrupt: 1, 'Lambda.Unknown': 1 });
  expect(counts(groups, 'variant')).toEqual({ avif: 2, webp: 2 });
  expect(payload).toMatchObject({
    from: 'LIBRARY',
    title: 'The library below cats/',
    chart: 'month',
    sums: ['failed', 'outdated', 'bytesBefore', 'bytesAfter'],
    tallies: { bucket: WORK, key: expect.stringMatching(/^library\/test\/tallies\/.*\/manifest\.json$/) },
    folder: 'reports/test',
  });
});

it('adds up to the whole in every table, whatever the batches', async () => {
  const many = Object.fromEntries(Array.from({ length: 173 }, (_, n) => [`${BUCKET}/${n}.jpg`, 'x'.repeat(n)]));
  const batches: number[] = [];
  const lookUp: MockFunction = (parameters, call) => {
    batches.push([inside(parameters, 'RequestItems', `\${ImagesTableName}`, 'Keys')].flat().length);
    return looksUp((key) => (Number.parseInt(key, 10) % 2 ? PHOTOS['a.jpg'] : undefined))(parameters, call);
  };
  const { run } = await report({ from: 'LIBRARY' }, many, lookUp);
  const { total: [total] = [], ...groups } = await groupsOf(run);
  expect(total?.count).toBe(173);
  expect(Math.max(...batches)).toBe(50);
  for (const by of ['status', 'camera', 'month', 'format']) {
    const of = groups[by] ?? [];
    expect(of.reduce((sum, { count }) => sum + count, 0)).toBe(173);
    expect(of.reduce((sum, { sums }) => sum + (sums.bytesBefore ?? 0), 0)).toBe((173 * 172) / 2);
  }
});

it('counts photos with keys as long as S3 takes', async () => {
  const keyOf = (n: number) => `${String(n).padStart(4, '0')}${'x'.repeat(1_020)}`;
  const many = Object.fromEntries(Array.from({ length: 101 }, (_, n) => [`${BUCKET}/${keyOf(n)}`, '12345']));
  const { run } = await report(
    { from: 'LIBRARY' },
    many,
    looksUp(() => PHOTOS['a.jpg']),
  );
  expect(run).toHaveSucceeded();
  expect(counts(await groupsOf(run), 'total')).toEqual({ all: 101 });
});

const list = { bucket: 'lists', key: 'prints.csv' };
const ofCsv = (text: string, request: object = { by: 'paper', sums: ['sheets'] }) =>
  report({ from: 'CSV', list, ...request }, { 'lists/prints.csv': text });

it.each<[string, string, object, Record<string, [number, number, object]>]>([
  [
    'counts and sums',
    'paper,sheets\nmatte,2\nglossy,1.5\nmatte,3\n',
    {},
    { matte: [2, 0, { sheets: 5 }], glossy: [1, 0, { sheets: 1.5 }] },
  ],
  ['no sums', 'paper\nmatte\n', { sums: [] }, { matte: [1, 0, {}] }],
  ['two sums', 'paper,a,b\nmatte,-1,2\n', { sums: ['a', 'b'] }, { matte: [1, 0, { a: -1, b: 2 }] }],
  ['cells that are no numbers', 'paper,sheets\nmatte,\nmatte,two\nmatte,3\n', {}, { matte: [3, 2, { sheets: 3 }] }],
  [
    'numbers in all that they are written in',
    'paper,sheets\na, 7 \na,+8\na,.5\na,-.5\na,1e3\na,2E-1\na,007\n',
    {},
    { a: [7, 0, { sheets: 1022.2 }] },
  ],
  [
    'what looks like numbers, and huge ones',
    `paper,sheets\na,"1,234"\na,€5\na,0x10\na,1e400\na,Infinity\na,NaN\na,${'9'.repeat(400)}\na,1 2\na,.\na,-\n`,
    {},
    { a: [10, 10, { sheets: 0 }] },
  ],
  [
    'columns called as members of objects are',
    'constructor,toString\nmatte,1\n',
    { by: 'constructor', sums: ['toString'] },
    { matte: [1, 0, { toString: 1 }] },
  ],
  [
    'quotes, commas and empty cells',
    'paper,sheets\n"a, ""b""",1\n,2\n',
    {},
    { 'a, "b"': [1, 0, { sheets: 1 }], '': [1, 0, { sheets: 2 }] },
  ],
  ['a header alone', 'paper,sheets\n', {}, {}],
])('a CSV with %s', async (_, text, more, expected) => {
  const { run } = await ofCsv(text, { by: 'paper', sums: ['sheets'], ...more });
  expect(run).toHaveSucceeded();
  const { total = [], ...others } = await groupsOf(run);
  const [paper = []] = Object.values(others);
  expect(Object.fromEntries(paper.map(({ value, count, skipped, sums }) => [value, [count, skipped, sums]]))).toEqual(
    expected,
  );
  expect(total[0]?.count ?? 0).toBe(paper.reduce((sum, { count }) => sum + count, 0));
});

it.each([
  ['twenty sums', 20, 'matte'],
  ['long cells', 1, 'x'.repeat(5_000)],
  ['both', 20, 'x'.repeat(500)],
])('a CSV of many rows with %s is counted whole', async (_, columns, cell) => {
  const sums = Array.from({ length: columns }, (_each, n) => `number of sheets in box ${n}`);
  const row = (n: number) => [`${cell}${n % 7}`, ...sums.map(() => n)].join(',');
  const text = [['paper', ...sums].join(','), ...Array.from({ length: 210 }, (_each, n) => row(n))].join('\n');
  const { run } = await ofCsv(text, { by: 'paper', sums });
  expect(run).toHaveSucceeded();
  const { total: [total] = [], paper } = await groupsOf(run);
  expect(total).toMatchObject({ count: 210, skipped: 0 });
  expect(Object.values(total?.sums ?? {})).toEqual(sums.map(() => 21_945));
  expect(paper).toHaveLength(7);
});

it.each([
  [{ by: 'size', sums: [] }, 'There is no column size: there are paper, sheets.'],
  [{ by: 'paper', sums: ['sheets', 'price'] }, 'There is no column price: there are paper, sheets.'],
])('a CSV without a column that is asked for, %j, is told of to the function', async (request, message) => {
  const { run } = await ofCsv('paper,sheets\nmatte,2\n', request);
  await expect(groupsOf(run)).rejects.toThrow(message);
});

it.each([{}, { from: 'PARQUET' }, { from: 'CSV' }, { from: 'CSV', by: 'total' }, { from: 'CSV', by: '__proto__' }])(
  '%j is no request',
  async (input) => {
    expect((await report(input, {})).run).toHaveFailedWith('Report.UnknownRequest');
  },
);

it('a CSV that is not there ends the report', async () => {
  expect((await report({ from: 'CSV', list, by: 'paper', sums: [] }, {})).run).toHaveFailedWith(
    'States.ItemReaderFailed',
  );
});
