import { CreateBucketCommand, ListObjectsCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hostS3, type S3Host } from '#tests/support/s3-host.ts';

let host: S3Host;

beforeAll(async () => {
  host = await hostS3();
});
afterAll(() => host.close());

describe('listings', () => {
  const Listed = 'listed';
  const keys = ['a', 'b/1', 'b/2', 'b/3/x', 'b0', 'c/1', 'd', '\u{ff5e}', '\u{1f39e}'];
  beforeAll(async () => {
    await host.s3.send(new CreateBucketCommand({ Bucket: Listed }));
    for (const Key of keys.toReversed()) await host.s3.send(new PutObjectCommand({ Bucket: Listed, Key, Body: 'x' }));
  });

  it.each([
    { ask: {}, keys, groups: [] },
    { ask: { Prefix: 'b/' }, keys: ['b/1', 'b/2', 'b/3/x'], groups: [] },
    { ask: { Delimiter: '/' }, keys: ['a', 'b0', 'd', '\u{ff5e}', '\u{1f39e}'], groups: ['b/', 'c/'] },
    { ask: { Prefix: 'b/', Delimiter: '/' }, keys: ['b/1', 'b/2'], groups: ['b/3/'] },
    { ask: { StartAfter: 'b/2', Delimiter: '/' }, keys: ['b0', 'd', '\u{ff5e}', '\u{1f39e}'], groups: ['b/', 'c/'] },
    { ask: { Prefix: 'zz' }, keys: [], groups: [] },
  ])('$ask, on one page and on many', async ({ ask, keys: expected, groups }) => {
    for (const MaxKeys of [1_000, 1, 2]) {
      const found: string[] = [];
      const prefixes: string[] = [];
      let ContinuationToken: string | undefined;
      do {
        const page = await host.s3.send(
          new ListObjectsV2Command({ Bucket: Listed, MaxKeys, ...ask, ContinuationToken }),
        );
        expect(page.KeyCount).toBeLessThanOrEqual(MaxKeys);
        found.push(...(page.Contents ?? []).map(({ Key }) => Key ?? ''));
        prefixes.push(...(page.CommonPrefixes ?? []).map(({ Prefix }) => Prefix ?? ''));
        ContinuationToken = page.NextContinuationToken;
      } while (ContinuationToken);
      expect([found, prefixes]).toEqual([expected, groups]);
    }
  });

  it('of the first kind go on from a marker', async () => {
    const page = await host.s3.send(new ListObjectsCommand({ Bucket: Listed, Marker: 'b/2', MaxKeys: 2 }));
    expect(page.Contents?.map(({ Key }) => Key)).toEqual(['b/3/x', 'b0']);
    expect(page.IsTruncated).toBe(true);
  });
});
