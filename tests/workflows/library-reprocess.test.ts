import '@safelight/asl/testing/matchers';
import type { Json } from '@safelight/asl/json';
import { coveredMachine } from '@safelight/asl/testing/coverage';
import type { MockOutcome, Mocks } from '@safelight/asl/testing/mocks';
import { describe, expect, it } from 'vitest';
import { inside, noted } from '#tests/support/image-workflow.ts';

const input = { prefix: 'cats/', only: 'all', concurrency: 10, tolerance: 0 };
const BUCKET = `\${SourceBucketName}`;
const DIGEST = `\${ConfigurationDigest}`;
const objects = { [`${BUCKET}/cats/a.jpg`]: 'photo' };

type Result = Extract<MockOutcome, { readonly result: unknown }>['result'];

const rowOf = (row: Readonly<Record<string, string>>) => ({
  result: { Item: Object.fromEntries(Object.entries(row).map(([name, value]) => [name, { S: value }])) },
});
const READY = { status: 'READY', etag: 'row-etag', sequencer: '0061BD' };
const outdated = rowOf({ ...READY, configuration: '0123456789ab' });
const rejected = {
  result: {
    Item: { status: { S: 'REJECTED' }, reason: { M: { code: { S: 'Corrupt' }, message: { S: 'It is damaged.' } } } },
  },
};

const developed = (Output: Result) => ({ result: { Status: 'SUCCEEDED', Output } });
const mocks: Mocks = {
  'Look up': outdated,
  Develop: developed({ status: 'READY', prefix: 'p' }),
  Count: { result: { ItemCounts: { Total: 1, Succeeded: 1, Failed: 0, TimedOut: 0 } } },
  'Announce reprocess': { result: { FailedEntryCount: 0, Entries: [{ EventId: 'e' }] } },
  'Tell people of reprocess': { result: { MessageId: 'm' } },
};

const run = coveredMachine('statemachines/library-reprocess.asl.json', { input, mocks, objects });

/** What image-processing was started with, for a photo whose row is this. */
async function startedWith(only: string, row: Mocks[string]): Promise<readonly (Json | undefined)[]> {
  const looked = { 'Look up': row ?? outdated, 'Is it still rejected?': row ?? outdated };
  const { mocks: noting, calls } = noted({ ...mocks, ...looked }, 'Develop');
  const ended = await run({ input: { ...input, only, tolerance: 100 }, mocks: noting });
  expect(ended).toHaveSucceeded();
  return (calls.get('Develop') ?? []).map((call) => inside(call, 'Input'));
}

const again = {
  reprocess: true,
  detail: { bucket: { name: BUCKET }, object: { key: 'cats/a.jpg', etag: 'row-etag', sequencer: '0061BD' } },
};
const asUpload = (object: object) => ({ reprocess: false, detail: { object } });
const failed = rowOf({ ...READY, status: 'FAILED' });

describe.each<[string, Mocks[string], Record<string, object | undefined>]>([
  ['READY by other variants', outdated, { all: again, outdated: again }],
  ['READY of before there was a digest', rowOf(READY), { all: again, outdated: again }],
  ["READY by today's", rowOf({ ...READY, configuration: DIGEST }), {}],
  [
    'FAILED',
    failed,
    {
      all: asUpload({ etag: 'row-etag', sequencer: '0061BD' }),
      failed: asUpload({ etag: 'row-etag', sequencer: '0061BD' }),
    },
  ],
  ['being developed', rowOf({ ...READY, status: 'DEVELOPING' }), {}],
  ['rejected', rejected, {}],
  ['unknown', { result: {} }, { all: asUpload({ etag: '5', sequencer: '0' }) }],
])('a photo that is %s', (_, row, expected) => {
  it.each(['all', 'failed', 'outdated'])('is developed as it should be, of %s', async (only) => {
    const wanted = expected[only];
    expect(await startedWith(only, row)).toMatchObject(wanted === undefined ? [] : [wanted]);
  });
});

describe('failures', () => {
  const cause = JSON.stringify({ Status: 'FAILED', Error: 'Lambda.Unknown', Cause: 'It broke.' });

  it.each<[string, Mocks, string, string]>([
    [
      'a photo that was rejected',
      { 'Look up': rejected, 'Is it still rejected?': rejected },
      'States.QueryEvaluationError',
      'Rejected.Corrupt: It is damaged.',
    ],
    [
      'a photo that is rejected now',
      { Develop: developed({ status: 'REJECTED' }), 'Is it still rejected?': rejected },
      'States.QueryEvaluationError',
      'Rejected.Corrupt: It is damaged.',
    ],
    [
      'one at which the lab fails',
      { Develop: { error: 'States.TaskFailed', cause } },
      'States.TaskFailed',
      'It broke.',
    ],
  ])('%s is listed with its reason, and fails the run beyond the tolerance', async (_, change, error, said) => {
    expect(await run({ mocks: { ...mocks, ...change } })).toHaveFailedWith('States.ExceedToleratedFailureThreshold');
    const tolerated = await run({ input: { ...input, tolerance: 100 }, mocks: { ...mocks, ...change } });
    expect(tolerated).toHaveSucceeded();
    const [listed] = [...tolerated.objects].filter(([key]) => key.endsWith('FAILED_0.json'));
    expect(JSON.parse(listed?.[1] ?? '[]')).toMatchObject([{ Error: error, Cause: expect.stringContaining(said) }]);
  });

  it('one that was rejected and is replaced meanwhile is none', async () => {
    const change = { 'Look up': rejected, 'Is it still rejected?': outdated };
    expect(await run({ mocks: { ...mocks, ...change } })).toHaveSucceeded();
  });
});

it('an upload that comes meanwhile wins, and is no failure', async () => {
  expect(await run({ mocks: { ...mocks, Develop: developed({ status: 'SUPERSEDED' }) } })).toHaveSucceeded();
});

it.each([
  ['an empty prefix', {}],
  ['a folder marker', { [`${BUCKET}/cats/`]: '' }],
])('%s ends with nothing done', async (_, found) => {
  const { mocks: noting, calls } = noted({ ...mocks, 'Look up': { result: {} } }, 'Develop');
  expect(await run({ mocks: noting, objects: found })).toHaveSucceeded();
  expect(calls.get('Develop')).toEqual([]);
});

it('tells programs and people how it went', async () => {
  const { mocks: noting, calls } = noted(mocks, 'Announce reprocess', 'Tell people of reprocess');
  const counts = { Total: 100, Succeeded: 97, Failed: 2, TimedOut: 1 };
  await run({ mocks: { ...noting, Count: { result: { ItemCounts: counts } } } });
  const [entry] = [inside(calls.get('Announce reprocess')?.[0], 'Entries')].flat();
  expect(entry).toMatchObject({
    DetailType: 'LibraryReprocessed',
    Detail: {
      prefix: 'cats/',
      only: 'all',
      photos: 100,
      succeeded: 97,
      failed: 3,
      results: { Key: expect.stringContaining('library/') },
    },
  });
  expect(inside(calls.get('Tell people of reprocess')?.[0], 'Message')).toContain('100 photos were looked at, 3 ');
});
