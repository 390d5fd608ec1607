import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteBucketOwnershipControlsCommand,
  DeletePublicAccessBlockCommand,
  GetBucketOwnershipControlsCommand,
  GetObjectAttributesCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  GetPublicAccessBlockCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  PutObjectCommand,
  PutPublicAccessBlockCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hostS3, type S3Host } from '#tests/support/s3-host.ts';

const Bucket = 'behaving';
let host: S3Host;

beforeAll(async () => {
  host = await hostS3();
  await host.s3.send(new CreateBucketCommand({ Bucket }));
});
afterAll(() => host.close());

const put = (Key: string, more: object = {}) => host.s3.send(new PutObjectCommand({ Bucket, Key, Body: 'x', ...more }));

async function inParts(Key: string, count: number) {
  const { UploadId } = await host.s3.send(new CreateMultipartUploadCommand({ Bucket, Key }));
  const Parts: { PartNumber: number; ETag: string | undefined; ChecksumCRC32: string | undefined }[] = [];
  for (let PartNumber = 1; PartNumber <= count; PartNumber++) {
    const Body = PartNumber < count ? Buffer.alloc(5 * 1024 ** 2, PartNumber) : Buffer.from('end');
    const sent = await host.s3.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body }));
    Parts.push({ PartNumber, ETag: sent.ETag, ChecksumCRC32: sent.ChecksumCRC32 });
  }
  const complete = (parts: object[]) =>
    host.s3.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts: parts } }));
  return { Parts, complete };
}

describe('uploads in parts that were begun without a checksum, whose parts have CRC-32', () => {
  it('are summed by those, which must be listed, and may be completed again', async () => {
    const Key = 'parts';
    const { Parts, complete } = await inParts(Key, 2);
    const bare = Parts.map(({ PartNumber, ETag }) => ({ PartNumber, ETag }));
    await expect(complete(bare)).rejects.toMatchObject({ name: 'InvalidRequest', message: /missing for part 1/ });
    const first = await complete(Parts);
    expect(first).toMatchObject({ ChecksumType: 'COMPOSITE', ChecksumCRC32: expect.stringMatching(/-2$/) });
    const again = await complete(Parts);
    expect([again.ETag, again.ChecksumCRC32]).toEqual([first.ETag, first.ChecksumCRC32]);
    await expect(complete(Parts.slice(0, 1))).rejects.toMatchObject({ name: 'NoSuchUpload' });
    const part = await host.s3.send(new HeadObjectCommand({ Bucket, Key, PartNumber: 2, ChecksumMode: 'ENABLED' }));
    expect(part.ChecksumCRC32).toBe(Parts[1]?.ChecksumCRC32);
    const page = { Bucket, Key, ObjectAttributes: ['ObjectParts' as const, 'Checksum' as const], MaxParts: 1 };
    const told = await host.s3.send(new GetObjectAttributesCommand({ ...page, PartNumberMarker: '1' }));
    expect(told.ObjectParts).toMatchObject({ IsTruncated: false, NextPartNumberMarker: '2', TotalPartsCount: 2 });
    expect(told.ObjectParts?.Parts?.map(({ PartNumber }) => PartNumber)).toEqual([2]);
    expect(`${told.Checksum?.ChecksumCRC32}-2`).toBe(first.ChecksumCRC32);
  });
});

describe('archived objects', () => {
  it.each(['GLACIER', 'DEEP_ARCHIVE'] as const)('%s: told of, not read', async (StorageClass) => {
    await put('cold', { StorageClass });
    expect((await host.s3.send(new HeadObjectCommand({ Bucket, Key: 'cold' }))).StorageClass).toBe(StorageClass);
    const get = host.s3.send(new GetObjectCommand({ Bucket, Key: 'cold' }));
    await expect(get).rejects.toMatchObject({ name: 'InvalidObjectState', StorageClass });
    const copy = host.s3.send(new CopyObjectCommand({ Bucket, Key: 'warm', CopySource: `${Bucket}/cold` }));
    await expect(copy).rejects.toMatchObject({ name: 'ObjectNotInActiveTierError' });
  });
});

describe('settings that were taken away', () => {
  it('are not found, and absent blocks are off', async () => {
    const read = new GetPublicAccessBlockCommand({ Bucket });
    const PublicAccessBlockConfiguration = { BlockPublicAcls: true };
    await host.s3.send(new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration }));
    expect((await host.s3.send(read)).PublicAccessBlockConfiguration).toEqual({
      BlockPublicAcls: true,
      IgnorePublicAcls: false,
      BlockPublicPolicy: false,
      RestrictPublicBuckets: false,
    });
    await host.s3.send(new DeletePublicAccessBlockCommand({ Bucket }));
    await expect(host.s3.send(read)).rejects.toMatchObject({ name: 'NoSuchPublicAccessBlockConfiguration' });
    await host.s3.send(new DeleteBucketOwnershipControlsCommand({ Bucket }));
    const owned = host.s3.send(new GetBucketOwnershipControlsCommand({ Bucket }));
    await expect(owned).rejects.toMatchObject({ name: 'OwnershipControlsNotFoundError' });
  });
});

it('an unchanged object is told with its validators', async () => {
  const { ETag } = await put('same');
  const answer = await fetch(`${host.endpoint}/${Bucket}/same`, { headers: { 'if-none-match': ETag ?? '' } });
  expect([answer.status, answer.headers.get('etag')]).toEqual([304, ETag]);
  expect(answer.headers.get('last-modified')).toMatch(/GMT$/);
});

it('an empty override of a header is none', async () => {
  await put('typed', { ContentType: 'text/plain' });
  const answer = await fetch(`${host.endpoint}/${Bucket}/typed?response-content-type=`);
  expect(answer.headers.get('content-type')).toBe('text/plain');
});

it('encryption is told as it was asked for', async () => {
  const asked = { ServerSideEncryption: 'aws:kms' as const, SSEKMSKeyId: 'k', BucketKeyEnabled: true };
  const told = { ...asked, SSEKMSKeyId: 'arn:aws:kms:us-east-1:000000000000:key/k' };
  expect(await put('sealed', asked)).toMatchObject(told);
  expect(await host.s3.send(new HeadObjectCommand({ Bucket, Key: 'sealed' }))).toMatchObject(told);
});

it('buckets are listed in pages', async () => {
  for (const name of ['page-a', 'page-b', 'page-c']) host.service.ensureBucket(name);
  const first = await host.s3.send(new ListBucketsCommand({ Prefix: 'page-', MaxBuckets: 2 }));
  const next = { Prefix: 'page-', MaxBuckets: 2, ContinuationToken: first.ContinuationToken };
  const second = await host.s3.send(new ListBucketsCommand(next));
  expect([...(first.Buckets ?? []), ...(second.Buckets ?? [])].map(({ Name }) => Name)).toEqual([
    'page-a',
    'page-b',
    'page-c',
  ]);
  expect(second.ContinuationToken).toBeUndefined();
});

it('what a presigned request says in its query counts', async () => {
  const url = await getSignedUrl(host.s3, new PutObjectCommand({ Bucket, Key: 'signed', Tagging: 'a=b' }));
  expect((await fetch(url, { method: 'PUT', body: 'x' })).status).toBe(200);
  const { TagSet } = await host.s3.send(new GetObjectTaggingCommand({ Bucket, Key: 'signed' }));
  expect(TagSet).toEqual([{ Key: 'a', Value: 'b' }]);
});
