import { createHash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  GetObjectAttributesCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  PutObjectCommand,
  UploadPartCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hostS3, type S3Host } from '#tests/support/s3-host.ts';

const Bucket = 'multipart';
const MIB = 1 << 20;
const first = randomBytes(5 * MIB);
const second = randomBytes(1_234_567);
const whole = Buffer.concat([first, second]);
let host: S3Host;

beforeAll(async () => {
  host = await hostS3();
  await host.s3.send(new CreateBucketCommand({ Bucket }));
});
afterAll(() => host.close());

const start = async (Key: string, more: object = {}) =>
  (await host.s3.send(new CreateMultipartUploadCommand({ Bucket, Key, ...more }))).UploadId;
const part = async (Key: string, UploadId: string | undefined, PartNumber: number, Body: Buffer, more: object = {}) => {
  const sent = await host.s3.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body, ...more }));
  return { PartNumber, ETag: sent.ETag, ChecksumCRC32: sent.ChecksumCRC32 };
};
const complete = (Key: string, UploadId: string | undefined, Parts: object[], more: object = {}) =>
  host.s3.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts }, ...more }));
const get = async (Key: string, more: object = {}) => {
  const got = await host.s3.send(new GetObjectCommand({ Bucket, Key, ...more }));
  return { ...got, bytes: Buffer.from((await got.Body?.transformToByteArray()) ?? []) };
};
const md5 = (...data: Buffer[]) => data.reduce((hash, item) => hash.update(item), createHash('md5')).digest();

describe('an upload in parts', () => {
  it('becomes one object, with the headers of its beginning', async () => {
    const id = await start('whole', { ContentType: 'image/tiff', Metadata: { a: '1' } });
    const two = await part('whole', id, 7, second);
    const one = await part('whole', id, 3, first);
    const { ETag } = await complete('whole', id, [one, two]);
    expect(ETag).toBe(`"${md5(md5(first), md5(second)).toString('hex')}-2"`);
    const got = await get('whole');
    expect(Buffer.compare(got.bytes, whole)).toBe(0);
    expect(got).toMatchObject({ ContentType: 'image/tiff', Metadata: { a: '1' }, ETag });
  });

  it.each([
    { what: 'the second part', more: { PartNumber: 2 }, bytes: second },
    {
      what: 'a range over the seam',
      more: { Range: `bytes=${5 * MIB - 10}-${5 * MIB + 9}` },
      bytes: whole.subarray(5 * MIB - 10, 5 * MIB + 10),
    },
  ])('can be read by $what', async ({ more, bytes }) => {
    const got = await get('whole', more);
    expect([got.$metadata.httpStatusCode, Buffer.compare(got.bytes, bytes)]).toEqual([206, 0]);
  });

  it('tells its parts', async () => {
    const attributes = await host.s3.send(
      new GetObjectAttributesCommand({ Bucket, Key: 'whole', ObjectAttributes: ['ObjectParts', 'ObjectSize', 'ETag'] }),
    );
    expect(attributes.ObjectSize).toBe(whole.length);
    expect(attributes.ObjectParts).toMatchObject({ TotalPartsCount: 2, Parts: [{ PartNumber: 3 }, { PartNumber: 7 }] });
  });

  it.each([
    { ChecksumType: 'FULL_OBJECT', expected: () => base64(crc32(whole)) },
    {
      ChecksumType: 'COMPOSITE',
      expected: () => `${base64(crc32(Buffer.concat([bytesOf(crc32(first)), bytesOf(crc32(second))])))}-2`,
    },
  ] as const)('sums its parts: $ChecksumType', async ({ ChecksumType, expected }) => {
    const id = await start('summed', { ChecksumAlgorithm: 'CRC32', ChecksumType });
    const parts = [await part('summed', id, 1, first), await part('summed', id, 2, second)];
    const done = await complete('summed', id, parts, { ChecksumType });
    expect([done.ChecksumCRC32, done.ChecksumType]).toEqual([expected(), ChecksumType]);
    const head = await host.s3.send(new HeadObjectCommand({ Bucket, Key: 'summed', ChecksumMode: 'ENABLED' }));
    expect(head.ChecksumCRC32).toBe(expected());
  });

  it('may copy a part from another object', async () => {
    await host.s3.send(new PutObjectCommand({ Bucket, Key: 'origin', Body: second }));
    const id = await start('copied');
    const copied = await host.s3.send(
      new UploadPartCopyCommand({
        Bucket,
        Key: 'copied',
        UploadId: id,
        PartNumber: 1,
        CopySource: `${Bucket}/origin`,
        CopySourceRange: 'bytes=10-19',
      }),
    );
    await complete('copied', id, [{ PartNumber: 1, ETag: copied.CopyPartResult?.ETag }]);
    expect(Buffer.compare((await get('copied')).bytes, second.subarray(10, 20))).toBe(0);
  });

  it('is listed while it goes on, and gone when it is aborted', async () => {
    const id = await start('slow/ü');
    await part('slow/ü', id, 2, second);
    await part('slow/ü', id, 2, first);
    const listed = await host.s3.send(new ListPartsCommand({ Bucket, Key: 'slow/ü', UploadId: id }));
    expect(listed.Parts?.map(({ PartNumber, Size }) => [PartNumber, Size])).toEqual([[2, first.length]]);
    const uploads = await host.s3.send(new ListMultipartUploadsCommand({ Bucket, Prefix: 'slow/' }));
    expect(uploads.Uploads?.map(({ UploadId }) => UploadId)).toEqual([id]);
    await host.s3.send(new AbortMultipartUploadCommand({ Bucket, Key: 'slow/ü', UploadId: id }));
    await expect(part('slow/ü', id, 1, second)).rejects.toMatchObject({ name: 'NoSuchUpload' });
  });
});

it('uploads under way are listed in pages, those of one key by time', async () => {
  const started: (string | undefined)[] = [];
  for (const Key of ['paged/a', 'paged/a', 'paged/b/1', 'paged/b/2', 'paged/c']) started.push(await start(Key));
  const rows: string[] = [];
  const ids: (string | undefined)[] = [];
  let markers = {};
  for (let more = true; more; ) {
    const ask = { Bucket, Prefix: 'paged/', Delimiter: '/', MaxUploads: 1, ...markers };
    const page = await host.s3.send(new ListMultipartUploadsCommand(ask));
    rows.push(
      ...(page.Uploads ?? []).map(({ Key }) => Key ?? ''),
      ...(page.CommonPrefixes ?? []).map(({ Prefix }) => Prefix ?? ''),
    );
    ids.push(...(page.Uploads ?? []).map(({ UploadId }) => UploadId));
    markers = { KeyMarker: page.NextKeyMarker, UploadIdMarker: page.NextUploadIdMarker };
    more = page.IsTruncated === true;
  }
  expect(rows).toEqual(['paged/a', 'paged/a', 'paged/b/', 'paged/c']);
  expect(new Set(ids)).toEqual(new Set([started[0], started[1], started[4]]));
});

describe('an upload in parts is refused', () => {
  it.each([
    { what: 'parts out of order', choose: (one: object, two: object) => [two, one], code: 'InvalidPartOrder' },
    {
      what: 'a part that never came',
      choose: (one: object) => [one, { PartNumber: 9, ETag: '"x"' }],
      code: 'InvalidPart',
    },
    { what: 'another ETag', choose: (one: object) => [{ ...one, ETag: '"x"' }], code: 'InvalidPart' },
    {
      what: 'a small part that is not the last',
      choose: (one: object, two: object) => [one, two],
      code: 'EntityTooSmall',
    },
    { what: 'no parts', choose: () => [], code: 'MalformedXML' },
  ])('$what: $code', async ({ choose, code }) => {
    const id = await start('refused');
    const one = await part('refused', id, 1, second);
    const two = await part('refused', id, 2, second);
    await expect(complete('refused', id, choose(one, two))).rejects.toMatchObject({ name: code });
  });

  it('over a key that is there, when it may not be', async () => {
    const id = await start('whole');
    const one = await part('whole', id, 1, second);
    await expect(complete('whole', id, [one], { IfNoneMatch: '*' })).rejects.toMatchObject({
      name: 'PreconditionFailed',
    });
  });
});

function bytesOf(crc: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc);
  return bytes;
}

const base64 = (crc: number) => bytesOf(crc).toString('base64');
