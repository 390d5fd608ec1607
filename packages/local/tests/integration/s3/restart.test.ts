import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keptFolder } from '#tests/support/kept-folder.ts';
import { hostS3, type S3Host } from '#tests/support/s3-host.ts';

const Bucket = 'kept';
const kept = keptFolder();
let host: S3Host;

beforeEach(async () => {
  host = await hostS3(kept);
  host.service.ensureBucket(Bucket);
});
afterEach(() => host.close());

async function restart() {
  await host.close();
  host = await hostS3(kept);
}

const put = (Key: string, Body = Key) => host.s3.send(new PutObjectCommand({ Bucket, Key, Body, Tagging: 'a=1' }));
const read = async (Key: string) =>
  (await host.s3.send(new GetObjectCommand({ Bucket, Key }))).Body?.transformToString();
const keys = async () =>
  (await host.s3.send(new ListObjectsV2Command({ Bucket }))).Contents?.map(({ Key }) => Key) ?? [];

async function files(): Promise<number> {
  const blobs = join(kept.dataDir, 's3', 'blobs');
  const entries = await readdir(blobs, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile() && entry.name !== 'generation').length;
}

describe('after a restart', () => {
  it('objects, settings and uploads under way are there', async () => {
    host.service.configureBucket(Bucket, { versioning: 'Enabled', eventBridge: true });
    await put('a');
    await put('a', 'again');
    await put('gone');
    const { VersionId } = await host.s3.send(new DeleteObjectCommand({ Bucket, Key: 'gone' }));
    expect(VersionId).toBeDefined();
    const { UploadId } = await host.s3.send(new CreateMultipartUploadCommand({ Bucket, Key: 'parts' }));
    const part = { Bucket, Key: 'parts', UploadId, PartNumber: 1 };
    const sent = await host.s3.send(new UploadPartCommand({ ...part, Body: 'whole' }));
    await restart();
    expect(await keys()).toEqual(['a']);
    expect(await read('a')).toBe('again');
    const { ETag, ChecksumCRC32 } = sent;
    const MultipartUpload = { Parts: [{ PartNumber: 1, ETag, ChecksumCRC32 }] };
    await host.s3.send(new CompleteMultipartUploadCommand({ ...part, MultipartUpload }));
    expect(await read('parts')).toBe('whole');
    expect(host.events).toHaveLength(1);
  });

  it('files without a name are swept, those with one stay', async () => {
    await put('a');
    await put('b');
    await host.close();
    await writeFile(join(kept.dataDir, 's3', 'blobs', '01', '1-orphan'), 'left by a crash');
    host = await hostS3(kept);
    host.service.start();
    await expect.poll(files).toBe(2);
    expect(await read('a')).toBe('a');
    await expect.poll(() => host.said).toEqual(['S3: 1 file that belonged to no object removed']);
  });
});

describe('readers', () => {
  it('finish what they read while it is deleted', async () => {
    const body = 'x'.repeat(8_000_000);
    await put('large', body);
    const { Body } = await host.s3.send(new GetObjectCommand({ Bucket, Key: 'large' }));
    await host.s3.send(new DeleteObjectCommand({ Bucket, Key: 'large' }));
    expect((await Body?.transformToString())?.length).toBe(body.length);
    await expect.poll(files).toBe(0);
  });
});
