import {
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hostS3, type S3Host } from '#tests/support/s3-host.ts';

let host: S3Host;
let Bucket: string;
let count = 0;

beforeAll(async () => {
  host = await hostS3();
});
afterAll(() => host.close());
beforeEach(async () => {
  Bucket = `versions-${count++}`;
  await host.s3.send(new CreateBucketCommand({ Bucket }));
});

const version = (Status: 'Enabled' | 'Suspended') =>
  host.s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status } }));
const put = async (Body: string, Key = 'k') =>
  (await host.s3.send(new PutObjectCommand({ Bucket, Key, Body }))).VersionId;
const read = async (VersionId?: string) => {
  const got = await host.s3.send(new GetObjectCommand({ Bucket, Key: 'k', VersionId }));
  return got.Body?.transformToString();
};
const remove = (VersionId?: string) => host.s3.send(new DeleteObjectCommand({ Bucket, Key: 'k', VersionId }));
const all = async () => {
  const listed = await host.s3.send(new ListObjectVersionsCommand({ Bucket }));
  const rows = [
    ...(listed.Versions ?? []).map((item) => ({ ...item, marker: false })),
    ...(listed.DeleteMarkers ?? []).map((item) => ({ ...item, marker: true })),
  ];
  return rows.map(({ VersionId, IsLatest, marker }) => ({ VersionId, IsLatest, marker }));
};

describe('a bucket without versions', () => {
  it('overwrites and forgets', async () => {
    expect(await put('one')).toBeUndefined();
    await put('two');
    expect(await all()).toEqual([{ VersionId: 'null', IsLatest: true, marker: false }]);
    expect((await remove()).DeleteMarker).toBeUndefined();
    expect(await all()).toEqual([]);
  });
});

describe('a bucket with versions', () => {
  beforeEach(() => version('Enabled'));

  it('keeps what was overwritten', async () => {
    const one = await put('one');
    const two = await put('two');
    expect([await read(), await read(one), await read(two)]).toEqual(['two', 'one', 'two']);
    expect(await all()).toEqual([
      { VersionId: two, IsLatest: true, marker: false },
      { VersionId: one, IsLatest: false, marker: false },
    ]);
  });

  it('hides what is deleted behind a marker, and shows it when the marker goes', async () => {
    const one = await put('one');
    const { VersionId: marker, DeleteMarker } = await remove();
    expect(DeleteMarker).toBe(true);
    await expect(read()).rejects.toMatchObject({ name: 'NoSuchKey' });
    expect(await read(one)).toBe('one');
    await expect(read(marker)).rejects.toMatchObject({ name: 'MethodNotAllowed' });
    expect((await host.s3.send(new ListObjectsV2Command({ Bucket }))).KeyCount).toBe(0);
    expect(await remove(marker)).toMatchObject({ DeleteMarker: true, VersionId: marker });
    expect(await read()).toBe('one');
  });

  it('deletes one version for good', async () => {
    const one = await put('one');
    const two = await put('two');
    await remove(two);
    expect(await read()).toBe('one');
    await expect(read(two)).rejects.toMatchObject({ name: 'NoSuchVersion' });
    await remove(one);
    expect(await all()).toEqual([]);
  });

  it('copies an older version back', async () => {
    const one = await put('one');
    await put('two');
    await host.s3.send(new CopyObjectCommand({ Bucket, Key: 'k', CopySource: `${Bucket}/k?versionId=${one}` }));
    expect(await read()).toBe('one');
    expect(await all()).toHaveLength(3);
  });

  it('tags each version on its own', async () => {
    const one = await put('one');
    await put('two');
    const Tagging = { TagSet: [{ Key: 'album', Value: 'Sommer 2026' }] };
    await host.s3.send(new PutObjectTaggingCommand({ Bucket, Key: 'k', VersionId: one, Tagging }));
    const tags = async (VersionId?: string) =>
      (await host.s3.send(new GetObjectTaggingCommand({ Bucket, Key: 'k', VersionId }))).TagSet;
    expect([await tags(one), await tags()]).toEqual([Tagging.TagSet, []]);
  });

  it('lists versions a page at a time, also amid those of one key', async () => {
    for (const body of ['1', '2', '3']) await put(body);
    await put('other', 'l');
    const seen: unknown[] = [];
    let marker: { KeyMarker?: string; VersionIdMarker?: string } = {};
    for (;;) {
      const page = await host.s3.send(new ListObjectVersionsCommand({ Bucket, MaxKeys: 2, ...marker }));
      seen.push(...(page.Versions ?? []).map(({ Key, VersionId }) => `${Key} ${VersionId}`));
      if (!page.IsTruncated) break;
      marker = {
        KeyMarker: page.NextKeyMarker ?? '',
        ...(page.NextVersionIdMarker ? { VersionIdMarker: page.NextVersionIdMarker } : {}),
      };
    }
    expect([seen.length, new Set(seen).size]).toEqual([4, 4]);
  });
});

describe('a bucket whose versions are suspended', () => {
  it('overwrites only the version "null", and marks deletions with it', async () => {
    await put('before');
    await version('Enabled');
    const kept = await put('kept');
    await version('Suspended');
    expect(await put('null again')).toBe('null');
    expect(await all()).toEqual([
      { VersionId: 'null', IsLatest: true, marker: false },
      { VersionId: kept, IsLatest: false, marker: false },
    ]);
    expect(await remove()).toMatchObject({ DeleteMarker: true, VersionId: 'null' });
    expect(await read(kept)).toBe('kept');
    await expect(host.s3.send(new HeadObjectCommand({ Bucket, Key: 'k' }))).rejects.toMatchObject({ name: 'NotFound' });
  });
});
