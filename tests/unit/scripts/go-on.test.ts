import { expect, it } from 'vitest';
import { eachOf } from '../../../scripts/lib/each-of.ts';
import { emptyBuckets } from '../../../scripts/lib/empty-buckets.ts';

/** Two pages of versions in each bucket, one of which nobody may list, and a version that nobody may delete. */
function storage() {
  const deleted: string[] = [];
  const send = async ({ input }: { readonly input: Readonly<Record<string, unknown>> }) => {
    const { Bucket, KeyMarker, Delete } = input as { Bucket: string; KeyMarker?: string; Delete?: Deletion };
    if (Bucket === 'closed') throw new Error('Access Denied\nby a policy');
    if (Delete === undefined) {
      if (KeyMarker === undefined)
        return { Versions: [{ Key: 'a' }, { Key: 'held' }], IsTruncated: true, NextKeyMarker: 'held' };
      return { DeleteMarkers: [{ Key: 'z' }], IsTruncated: false };
    }
    const kept = Delete.Objects.filter(({ Key }) => Key === 'held' && Bucket === 'photos');
    deleted.push(...Delete.Objects.filter((one) => !kept.includes(one)).map(({ Key }) => `${Bucket}/${Key}`));
    return { Errors: kept.map((one) => ({ ...one, Message: 'Access Denied' })) };
  };
  return { s3: { send } as unknown as Parameters<typeof emptyBuckets>[0], deleted };
}

interface Deletion {
  readonly Objects: readonly { readonly Key: string }[];
}

it('buckets are emptied as far as they can be, and what is left is named', async () => {
  const { s3, deleted } = storage();
  const said: string[] = [];
  expect(await emptyBuckets(s3, ['closed', 'photos', 'variants'], (line) => said.push(line))).toBe(2);
  expect(deleted).toEqual(['photos/a', 'photos/z', 'variants/a', 'variants/held', 'variants/z']);
  expect(said).toEqual([
    'closed: Access Denied by a policy',
    'photos: 2 versions deleted',
    'held in photos cannot be deleted: Access Denied',
    'variants: 3 versions deleted',
  ]);
});

it('items of which one fails are all worked on', async () => {
  const done: number[] = [];
  const said: string[] = [];
  const work = async (item: number) => {
    if (item === 2) throw new Error('no\npaper');
    done.push(item);
  };
  expect(
    await eachOf(
      [1, 2, 3],
      (item) => `item ${item}`,
      work,
      (line) => said.push(line),
    ),
  ).toBe(1);
  expect([done, said]).toEqual([[1, 3], ['item 2: no paper']]);
});
