import { expect, it } from 'vitest';
import type { Lab } from '#lab/lab.ts';
import { failuresOf, reasonOf, reasonsOf } from '../../../../../scripts/photos/library/results.ts';

const nested = (said: object) => JSON.stringify({ ExecutionArn: 'arn', Input: {}, ...said });

it.each([
  [undefined, "JSONata expression '…' failed: Rejected.Corrupt: It is damaged.", 'Rejected.Corrupt: It is damaged.'],
  [
    'States.TaskFailed',
    nested({ Status: 'FAILED', Error: 'Lambda.Unknown', Cause: 'It broke.' }),
    'Lambda.Unknown: It broke.',
  ],
  ['States.TaskFailed', nested({ Status: 'FAILED', Error: 'Lambda.Unknown' }), 'Lambda.Unknown'],
  ['States.TaskFailed', nested({ Status: 'ABORTED' }), 'developing it ended ABORTED'],
  [
    'Library.NoSuchPhoto',
    'The lab knows no photo of this key.',
    'Library.NoSuchPhoto: The lab knows no photo of this key.',
  ],
  [undefined, 'The role may not.', 'The role may not.'],
  [undefined, '', 'no reason was recorded'],
])('%s: %s', (error, cause, reason) => {
  expect(reasonOf({ Error: error, Cause: cause })).toBe(reason);
});

/** A lab whose work bucket holds these objects, by the end of their keys. */
const labOf = (objects: Readonly<Record<string, string>>): Lab =>
  ({
    names: { workBucket: 'work' },
    s3: {
      send: async ({ input }: { readonly input: { readonly Key: string } }) => {
        const [, text] = Object.entries(objects).find(([end]) => input.Key.endsWith(end)) ?? [];
        if (text === undefined) throw Object.assign(new Error('It is not there.'), { name: 'NoSuchKey' });
        return { Body: { transformToString: async () => text } };
      },
    },
  }) as unknown as Lab;

const record = (key: string) => ({ Input: JSON.stringify({ key }), Cause: 'Rejected.Corrupt: It is damaged.' });
const files = (...keys: readonly string[]) => JSON.stringify({ ResultFiles: { FAILED: keys.map((Key) => ({ Key })) } });

it.each([
  ['nothing was left', {}, []],
  ['its list is damaged', { 'manifest.json': '{' }, [/^library\/run\/manifest.json cannot be read: /]],
  [
    'a file, or one of its records, is damaged: the others are told',
    {
      'manifest.json': files('FAILED_0.json', 'FAILED_1.json', 'FAILED_2.json'),
      'FAILED_0.json': '[',
      'FAILED_1.json': JSON.stringify([record('a.jpg'), { Input: '?' }, record('b.jpg')]),
    },
    [
      /^FAILED_0.json cannot be read: /,
      /^a.jpg: Rej/,
      /^FAILED_1.json cannot be read: /,
      /^b.jpg: Rej/,
      /^FAILED_2.json /,
    ],
  ],
  [
    'some were only under way when it ended',
    {
      'manifest.json': files('FAILED_0.json'),
      'FAILED_0.json': JSON.stringify([{ ...record('a.jpg'), Status: 'ABORTED' }, record('b.jpg')]),
    },
    [/^b.jpg: Rej/],
  ],
])('what a run could not develop, where %s', async (_, objects, said) => {
  const failures = await failuresOf(labOf(objects), 'library/run');
  expect(failures).toEqual(said.map((pattern) => expect.stringMatching(pattern)));
});

const tooLarge = { Input: '{"Items":[]}', Error: 'States.DataLimitExceeded', Cause: 'It is too large.' };

it.each([
  ['FAILED_0.json', JSON.stringify([tooLarge])],
  ['FAILED_0.jsonl', `${JSON.stringify(tooLarge)}\n`],
])('why lists could not be read is told without a key, from %s', async (name, text) => {
  const objects = { 'manifest.json': files(name), [name]: text };
  expect(await reasonsOf(labOf(objects), 'library/run')).toEqual(['States.DataLimitExceeded: It is too large.']);
});
