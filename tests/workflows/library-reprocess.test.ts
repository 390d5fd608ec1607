import { readFileSync } from 'node:fs';
import '@safelight/asl/testing/matchers';
import { coveredMachine } from '@safelight/asl/testing/coverage';
import type { Mocks } from '@safelight/asl/testing/mocks';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { inside } from '#tests/support/image-workflow.ts';
import {
  BUCKET,
  counted,
  DIGEST,
  developed,
  ended,
  LIMIT,
  outdated,
  READY,
  type Row,
  rejected,
  rowOf,
  runLibrary,
  startedWith,
  WORK,
} from '#tests/support/library-workflow.ts';

const objectSchema = z.object({ key: z.string(), etag: z.string(), sequencer: z.string() });
const machine = coveredMachine('statemachines/library-reprocess.asl.json');
const run = (given?: Parameters<typeof runLibrary>[1]) => runLibrary(machine, given);

const again = { etag: 'row-etag', sequencer: '0061BD', reprocess: true };
const asUpload = { ...again, reprocess: false };
const unknown = { etag: '5', sequencer: '0', reprocess: false };

/** What is done of the whole selection, of what failed, and of what is outdated, with a photo whose row is this. */
const PHOTOS: Readonly<Record<string, readonly [row: Row | undefined, done: Readonly<Record<string, object>>]>> = {
  'by-other-variants.jpg': [outdated, { all: again, outdated: again }],
  'before-there-was-a-digest.jpg': [rowOf(READY), { all: again, outdated: again }],
  "by-today's.jpg": [rowOf({ ...READY, configuration: DIGEST }), {}],
  'failed.jpg': [rowOf({ ...READY, status: 'FAILED' }), { all: asUpload, failed: asUpload }],
  'being-developed.jpg': [rowOf({ ...READY, status: 'DEVELOPING' }), {}],
  'rejected.jpg': [rejected, {}],
  'unknown.jpg': [undefined, { all: unknown }],
};

it.each(['all', 'failed', 'outdated'])('every photo is developed as its row says, of %s', async (only) => {
  const objects = Object.fromEntries(Object.keys(PHOTOS).map((key) => [`${BUCKET}/cats/${key}`, 'photo']));
  const rows = (key: string) => PHOTOS[key.replace('cats/', '')]?.[0];
  const done = await run({ rows, objects, input: { only, tolerance: 100 } });
  expect(done.ran).toHaveSucceeded();
  const expected = Object.entries(PHOTOS).flatMap(([name, [, by]]) => (by[only] ? [[`cats/${name}`, by[only]]] : []));
  expect(Object.fromEntries(startedOf(done))).toEqual(Object.fromEntries(expected));
  expect(done.failures).toHaveLength(only === 'all' ? 1 : 0);
});

/** What image-processing was started with, by key. */
const startedOf = (done: Parameters<typeof startedWith>[0]) =>
  startedWith(done).map((input) => {
    const { key, etag, sequencer } = objectSchema.parse(inside(input, 'detail', 'object'));
    return [key, { etag, sequencer, reprocess: inside(input, 'reprocess') }] as const;
  });

describe.each([
  ['Express', 'Start developing', LIMIT],
  ['Standard', 'Develop', LIMIT + 1],
])('a photo for %s children', (_, state, size) => {
  const sized = { [`${BUCKET}/cats/a.jpg`]: 'x'.repeat(size) };

  it('is developed by one', async () => {
    const { ran, calls } = await run({ objects: sized });
    expect(ran).toHaveSucceeded();
    expect(calls.get(state)).toHaveLength(1);
    expect(startedWith({ calls })).toHaveLength(1);
  });

  const cause = JSON.stringify({ Status: 'FAILED', Error: 'Lambda.Unknown', Cause: 'It broke.' });
  const breaks: Mocks = {
    'Look at it': ended('FAILED', { Error: 'Lambda.Unknown', Cause: 'It broke.' }),
    Develop: { error: 'States.TaskFailed', cause },
  };

  it.each<[string, Mocks, string]>([
    ['one that is rejected now', developed({ status: 'REJECTED' }), 'Rejected.Corrupt: It is damaged.'],
    ['one at which the lab fails', breaks, 'It broke.'],
    ['one whose execution was stopped', { ...breaks, 'Look at it': ended('ABORTED') }, 'ABORTED|broke'],
  ])('%s is listed with its reason, and fails the run beyond the tolerance', async (_, change, said) => {
    const beyond = await run({ mocks: { ...change, 'Count selection': counted(1) }, objects: sized });
    expect(beyond.ran).toHaveFailedWith('States.ExceedToleratedFailureThreshold');
    const tolerated = await run({ mocks: change, objects: sized, input: { tolerance: 1 } });
    expect(tolerated.ran).toHaveSucceeded();
    expect(tolerated.failures).toMatchObject([{ Cause: expect.stringMatching(said) }]);
  });

  it('one that was rejected and is replaced meanwhile is no failure', async () => {
    const replaced = { result: { Item: outdated } };
    const change = { 'Is it rejected?': replaced, 'Is it still rejected?': replaced };
    expect(
      (await run({ mocks: { ...developed({ status: 'REJECTED' }), ...change }, objects: sized })).ran,
    ).toHaveSucceeded();
  });

  it('an upload that comes meanwhile wins, and is no failure', async () => {
    expect((await run({ mocks: developed({ status: 'SUPERSEDED' }), objects: sized })).ran).toHaveSucceeded();
  });
});

it('what takes minutes is left by an Express child to a Standard one', async () => {
  const { ran, calls } = await run({ mocks: { 'Look at it': ended('RUNNING') } });
  expect(ran).toHaveSucceeded();
  expect(calls.get('Leave it to a Standard child')).toHaveLength(1);
  expect(calls.get('Develop')).toHaveLength(1);
  expect(ran.elapsed).toBeLessThan(5 * 60_000);
});

it('what fails of the Express children is tolerated no more of the Standard ones', async () => {
  const { ran } = await run({
    input: { tolerance: 1, expressUpTo: 0 },
    mocks: { 'Count Express children': counted(50, 1), Develop: { error: 'States.TaskFailed', cause: '' } },
  });
  expect(ran).toHaveFailedWith('States.ExceedToleratedFailureThreshold');
});

it.each([
  ['an empty prefix', {}],
  ['a folder marker', { [`${BUCKET}/cats/`]: '' }],
])('%s ends with nothing done', async (_, objects) => {
  const done = await run({ objects, rows: () => undefined });
  expect(done.ran).toHaveSucceeded();
  expect(startedWith(done)).toEqual([]);
});

it('tells programs and people how it went', async () => {
  const { calls } = await run({
    mocks: { 'Count Express children': counted(90, 2), 'Count Standard children': counted(10, 1) },
    input: { tolerance: 10 },
  });
  const [entry] = [inside(calls.get('Announce reprocess')?.[0], 'Entries')].flat();
  const results = { Key: expect.stringMatching(/^library\/test\/results\/.*manifest\.json$/) };
  expect(entry).toMatchObject({
    DetailType: 'LibraryReprocessed',
    Detail: {
      from: 'PREFIX',
      prefix: 'cats/',
      only: 'all',
      photos: 100,
      succeeded: 97,
      failed: 3,
      results: [results, results],
    },
  });
  expect(inside(calls.get('Tell people of reprocess')?.[0], 'Message')).toContain('100 photos were looked at, 3 ');
});

const parquet = readFileSync(new URL('lists/keys.parquet', import.meta.url));
const list = { bucket: WORK, key: 'lists/photos' };

it.each([
  ['CSV', 'key\ncats/a.jpg\n'],
  ['JSON', '["cats/a.jpg"]'],
  ['JSONL', '{"key": "cats/a.jpg"}\n'],
  ['PARQUET', parquet],
  [
    'S3_INVENTORY',
    JSON.stringify({ destinationBucket: WORK, fileFormat: 'CSV', fileSchema: 'Key', files: [{ key: 'cats.csv' }] }),
  ],
])('photos that a list names, as %s', async (from, body) => {
  const world = { [`${WORK}/${list.key}`]: body, [`${WORK}/cats.csv`]: 'cats%2Fa.jpg\n' };
  const { ran, calls } = await run({ input: { from, list, expressUpTo: 0, tolerance: 1 }, objects: world });
  expect(ran).toHaveSucceeded();
  expect(startedWith({ calls })[0]).toMatchObject({ reprocess: true });
});

const failing = 'States.ItemReaderFailed';

/** Lists that cannot be read end the run; what is wrong with one item is a failure of that item. */
it.each<[string, string, string | Uint8Array | undefined, string | readonly object[]]>([
  ['a line that is no JSON', 'JSONL', '"cats/a.jpg"\n{"key":\n', failing],
  ['an array cut short', 'JSON', '["cats/a.jpg"', failing],
  ['a Parquet file cut short', 'PARQUET', parquet.subarray(0, parquet.length - 9), failing],
  ['a manifest that is none', 'S3_INVENTORY', '{}', failing],
  ['an object that is not there', 'CSV', undefined, failing],
  [
    'another column',
    'CSV',
    'name,size\ncats/a.jpg,5\n',
    [{ Error: 'Library.NoKey', Input: /item 1/, Cause: /^It names no photo: it has name, size\. It must be a text/ }],
  ],
  ['an empty key', 'CSV', 'key\n""\n', [{ Error: 'Library.NoKey', Cause: /^It names no photo\. / }]],
  ['an item of nothing', 'JSON', '[{}]', [{ Error: 'Library.NoKey', Cause: /it has nothing\. / }]],
  ['null', 'JSON', '[null]', [{ Error: 'Library.NoKey', Cause: /it is null\. / }]],
  ['a text too long', 'JSON', JSON.stringify(['ü'.repeat(513)]), [{ Cause: /it is a text of 513 characters\. / }]],
  ['a row without its key', 'PARQUET', parquet, [{ Error: 'Library.NoKey', Input: /item 3/ }]],
  ['an item that is no text', 'JSON', '[1, "cats/a.jpg"]', [{ Error: 'Library.NoKey', Input: /item 1/ }]],
  ['a header alone', 'CSV', 'key\n', []],
  ['no items', 'JSON', '[]', []],
  ['one item', 'JSONL', '"cats/a.jpg"', []],
  ['the same twice', 'JSONL', '"cats/a.jpg"\n"cats/a.jpg"', []],
])('a list with %s', async (_, from, body, expected) => {
  const world = body === undefined ? {} : { [`${WORK}/${list.key}`]: body };
  const { ran, failures } = await run({ input: { from, list, tolerance: 1 }, objects: world });
  if (typeof expected === 'string') return expect(ran).toHaveFailedWith(expected);
  expect(ran).toHaveSucceeded();
  expect(failures).toMatchObject(
    expected.map((each) =>
      Object.fromEntries(Object.entries(each).map(([name, text]) => [name, expect.stringMatching(text)])),
    ),
  );
});

const inventoryOf = (fileSchema: string, rows: string) => ({
  [`${WORK}/${list.key}`]: JSON.stringify({
    ...{ destinationBucket: WORK, fileFormat: 'CSV', fileSchema },
    files: [{ key: 'rows.csv' }],
  }),
  [`${WORK}/rows.csv`]: rows,
});
const fromInventory = { from: 'S3_INVENTORY', list, expressUpTo: 0 };

it.each([
  ['cats%2Fa+b.jpg', 'cats/a b.jpg'],
  ['cats/a%2Bb.jpg', 'cats/a+b.jpg'],
  ['100%25.jpg', '100%.jpg'],
  ['%e6%97%a5%E6%9C%AC.jpg', '日本.jpg'],
  ['%F0%9F%93%B7.jpg', '📷.jpg'],
  ['100%.jpg', '100%.jpg'],
  ['a%2.jpg', 'a%2.jpg'],
  ['%4%41.jpg', '%4%41.jpg'],
  ['%FF.jpg', '%FF.jpg'],
  ['%C0%80.jpg', '%C0%80.jpg'],
  ['%ED%A0%80.jpg', '%ED%A0%80.jpg'],
  ['%F4%90%80%80.jpg', '%F4%90%80%80.jpg'],
])('a key of an inventory is decoded if it is encoded: %s', async (written, key) => {
  const done = await run({ input: fromInventory, objects: inventoryOf('Key', `${written}\n`) });
  expect(done.ran).toHaveSucceeded();
  expect(startedOf(done).map(([started]) => started)).toEqual([key]);
});

it('older versions and delete markers of an inventory are passed over', async () => {
  const rows = 'a.jpg,true,false\na.jpg,false,false\nb.jpg,true,true\nb.jpg,false,false\nc.jpg,true,false\n';
  const objects = inventoryOf('Key, IsLatest, IsDeleteMarker', rows);
  const done = await run({
    input: fromInventory,
    objects,
    rows: (key) => (key === 'b.jpg' ? undefined : outdated),
  });
  expect(done.ran).toHaveSucceeded();
  expect(done.failures).toEqual([]);
  expect(startedOf(done).map(([key]) => key)).toEqual(['a.jpg', 'c.jpg']);
});

it('a photo that a list names and nobody knows is a failure by its key', async () => {
  const world = { [`${WORK}/${list.key}`]: '"cats/none.jpg"' };
  const { failures } = await run({
    input: { from: 'JSONL', list, tolerance: 1 },
    objects: world,
    rows: () => undefined,
  });
  expect(failures).toMatchObject([{ Error: 'Library.NoSuchPhoto', Input: expect.stringContaining('cats/none.jpg') }]);
});

it.each([
  ['as a day has', (n: number) => `cats/2026/06/21/holiday-in-the-mountains/IMG_${n}.jpg`],
  ['as long as S3 takes', (n: number) => `cats/${String(n).padStart(4, '0')}${'x'.repeat(1011)}.jpg`],
])('a hundred photos and one with keys %s are developed, each once', async (_, keyOf) => {
  const keys = Array.from({ length: 101 }, (_each, n) => keyOf(n));
  const objects = Object.fromEntries(keys.map((key) => [`${BUCKET}/${key}`, 'photo']));
  const done = await run({ objects, input: { tolerance: 0 } });
  expect(done.ran).toHaveSucceeded();
  expect(
    startedOf(done)
      .map(([key]) => key)
      .toSorted(),
  ).toEqual(keys.toSorted());
});

it('an unknown format is refused', async () => {
  expect((await run({ input: { from: 'XML', list } })).ran).toHaveFailedWith('Library.UnknownFormat');
});
