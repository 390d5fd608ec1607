import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hostS3, type S3Host } from '#tests/support/s3-host.ts';

const Bucket = 'photos';
let host: S3Host;

beforeAll(async () => {
  host = await hostS3();
  await host.s3.send(new CreateBucketCommand({ Bucket }));
});
afterAll(() => host.close());

const put = (Key: string, Body: string | Buffer = 'x') => host.s3.send(new PutObjectCommand({ Bucket, Key, Body }));
const read = async (Key: string, more: object = {}) => {
  const { Body } = await host.s3.send(new GetObjectCommand({ Bucket, Key, ...more }));
  return Body?.transformToString();
};

describe('what is put can be got', () => {
  it.each([
    { size: 0 },
    { size: 1 },
    { size: 100_000 },
    { size: (1 << 20) - 1 },
    { size: 1 << 20 },
    { size: (1 << 20) + 1 },
    { size: 9_000_001 },
  ])('$size bytes', async ({ size }) => {
    const body = randomBytes(size);
    const { ETag } = await put('sized', body);
    expect(ETag).toBe(`"${createHash('md5').update(body).digest('hex')}"`);
    const { Body, ContentLength } = await host.s3.send(new GetObjectCommand({ Bucket, Key: 'sized' }));
    expect(ContentLength).toBe(size);
    expect(Buffer.compare(Buffer.from((await Body?.transformToByteArray()) ?? []), body)).toBe(0);
  });

  it('from a stream whose length is known', async () => {
    const body = randomBytes(3_000_000);
    const Body = Readable.from([body.subarray(0, 1_000_001), body.subarray(1_000_001)]);
    await host.s3.send(new PutObjectCommand({ Bucket, Key: 'stream', Body, ContentLength: body.length }));
    const { ETag } = await host.s3.send(new HeadObjectCommand({ Bucket, Key: 'stream' }));
    expect(ETag).toBe(`"${createHash('md5').update(body).digest('hex')}"`);
  });

  it.each([
    'a//b.jpg',
    '/leading',
    '../../etc/passwd',
    '..',
    '.',
    'a/../../b',
    'a b+c&d=e%20f%2Fg.jpg',
    'ü/ж/日本/🎞️.jpg',
    'quote\'"<>`!*()~.jpg',
    'line\nbreak\ttab.jpg',
    '__proto__',
    `${'x'.repeat(1_023)}y`,
  ])('under the key %j', async (key) => {
    await put(key, key);
    expect(await read(key)).toBe(key);
    const { Contents } = await host.s3.send(new ListObjectsV2Command({ Bucket, Prefix: key, EncodingType: 'url' }));
    expect(Contents?.map(({ Key }) => decodeURIComponent(Key ?? ''))).toContain(key);
    await host.s3.send(new DeleteObjectCommand({ Bucket, Key: key }));
    await expect(read(key)).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  it('with its headers and metadata', async () => {
    const sent = {
      ContentType: 'image/avif',
      CacheControl: 'public, max-age=31536000, immutable',
      ContentDisposition: 'inline',
      ContentEncoding: 'identity',
      ContentLanguage: 'de',
      Metadata: { 'source-etag': 'abc', Two: '2' },
      StorageClass: 'STANDARD_IA',
    } as const;
    await host.s3.send(new PutObjectCommand({ Bucket, Key: 'headed', Body: 'x', ...sent }));
    const got = await host.s3.send(new HeadObjectCommand({ Bucket, Key: 'headed' }));
    expect(got).toMatchObject({ ...sent, Metadata: { 'source-etag': 'abc', two: '2' }, ContentLength: 1 });
  });

  it('with other headers, when the reader asks for them', async () => {
    await put('overridden');
    const overrides = { ResponseContentType: 'text/plain', ResponseContentDisposition: 'attachment; filename="a.txt"' };
    const got = await host.s3.send(new GetObjectCommand({ Bucket, Key: 'overridden', ...overrides }));
    expect([got.ContentType, got.ContentDisposition]).toEqual(Object.values(overrides));
  });
});

describe('ranges', () => {
  beforeAll(() => put('ranged', '0123456789'));

  it.each([
    { Range: 'bytes=0-3', body: '0123', range: 'bytes 0-3/10' },
    { Range: 'bytes=7-', body: '789', range: 'bytes 7-9/10' },
    { Range: 'bytes=-2', body: '89', range: 'bytes 8-9/10' },
    { Range: 'bytes=-20', body: '0123456789', range: 'bytes 0-9/10' },
    { Range: 'bytes=5-100', body: '56789', range: 'bytes 5-9/10' },
    { Range: 'bytes=0-1,3-4', body: '0123456789', range: undefined },
    { Range: 'lines=0-1', body: '0123456789', range: undefined },
  ])('$Range', async ({ Range, body, range }) => {
    const got = await host.s3.send(new GetObjectCommand({ Bucket, Key: 'ranged', Range }));
    expect([await got.Body?.transformToString(), got.ContentRange]).toEqual([body, range]);
  });

  it.each(['bytes=10-', 'bytes=10-20', 'bytes=-0'])('%s is not there', async (Range) => {
    await expect(read('ranged', { Range })).rejects.toMatchObject({
      name: 'InvalidRange',
      $metadata: { httpStatusCode: 416 },
    });
  });
});

describe('conditions on reading', () => {
  const past = new Date('2020-01-01');
  const future = new Date('2100-01-01');
  const MATCH = '"9dd4e461268c8034f5c8564e155c67a6"';
  beforeAll(() => put('conditional', 'x'));

  it.each([
    { when: { IfMatch: MATCH }, status: 200 },
    { when: { IfMatch: '"other"' }, status: 412 },
    { when: { IfNoneMatch: MATCH }, status: 304 },
    { when: { IfNoneMatch: '"other"' }, status: 200 },
    { when: { IfModifiedSince: past }, status: 200 },
    { when: { IfModifiedSince: future }, status: 304 },
    { when: { IfUnmodifiedSince: past }, status: 412 },
    { when: { IfUnmodifiedSince: future }, status: 200 },
    { when: { IfMatch: MATCH, IfUnmodifiedSince: past }, status: 200 },
    { when: { IfNoneMatch: '"other"', IfModifiedSince: future }, status: 200 },
  ])('$when: $status', async ({ when, status }) => {
    const answer = host.s3.send(new GetObjectCommand({ Bucket, Key: 'conditional', ...when }));
    const got = await answer.then(
      ({ $metadata }) => $metadata.httpStatusCode,
      (error) => error.$metadata.httpStatusCode,
    );
    expect(got).toBe(status);
  });
});

describe('conditions on writing', () => {
  it('If-None-Match: * writes a key once, also when many try at once', async () => {
    const tries = Array.from({ length: 8 }, (_, index) =>
      host.s3.send(new PutObjectCommand({ Bucket, Key: 'once', Body: String(index), IfNoneMatch: '*' })),
    );
    const results = await Promise.allSettled(tries);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const result of results) {
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ name: 'PreconditionFailed' });
    }
  });

  it.each([
    { what: 'the ETag it has', key: 'match', etag: '"9dd4e461268c8034f5c8564e155c67a6"', error: undefined },
    { what: 'another ETag', key: 'match', etag: '"other"', error: 'PreconditionFailed' },
    { what: 'a key that is not there', key: 'absent', etag: '"other"', error: 'NoSuchKey' },
  ])('If-Match with $what: $error', async ({ key, etag, error }) => {
    await put('match', 'x');
    const write = host.s3.send(new PutObjectCommand({ Bucket, Key: key, Body: 'y', IfMatch: etag }));
    expect(
      await write.then(
        () => undefined,
        ({ name }) => name,
      ),
    ).toBe(error);
  });
});

describe('a refusal', () => {
  it('of a large body leaves the connection free for the next request', async () => {
    await put('there');
    for (let round = 0; round < 3; round++) {
      const Body = Buffer.alloc(8_000_000);
      const refused = host.s3.send(new PutObjectCommand({ Bucket, Key: 'there', Body, IfNoneMatch: '*' }));
      await expect(refused).rejects.toMatchObject({ name: 'PreconditionFailed' });
      expect(await read('there')).toBe('x');
    }
  });
});

describe('checksums', () => {
  it.each([
    { ChecksumAlgorithm: 'CRC32', field: 'ChecksumCRC32', value: 'y/Q5Jg==' },
    { ChecksumAlgorithm: 'CRC32C', field: 'ChecksumCRC32C', value: '4waSgw==' },
    { ChecksumAlgorithm: 'CRC64NVME', field: 'ChecksumCRC64NVME', value: 'rosUhgp5mIg=' },
    { ChecksumAlgorithm: 'SHA1', field: 'ChecksumSHA1', value: '98O8HYCOBHMq32eZZczvYtoiiyM=' },
    { ChecksumAlgorithm: 'SHA256', field: 'ChecksumSHA256', value: 'FeKw08M4keoqwXgGoRHGUVFmKTejR55bGilD9pqkX3E=' },
  ] as const)('$ChecksumAlgorithm is sent, kept and answered', async ({ ChecksumAlgorithm, field, value }) => {
    const known = ChecksumAlgorithm === 'CRC64NVME' ? { ChecksumCRC64NVME: value } : { ChecksumAlgorithm };
    const body = '123456789';
    const sent = await host.s3.send(new PutObjectCommand({ Bucket, Key: 'summed', Body: body, ...known }));
    const expected = ChecksumAlgorithm === 'SHA256' ? createHash('sha256').update(body).digest('base64') : value;
    expect(sent[field]).toBe(
      ChecksumAlgorithm === 'SHA1' ? createHash('sha1').update(body).digest('base64') : expected,
    );
    const got = await host.s3.send(new HeadObjectCommand({ Bucket, Key: 'summed', ChecksumMode: 'ENABLED' }));
    expect([got[field], got.ChecksumType]).toEqual([sent[field], 'FULL_OBJECT']);
  });

  it.each([
    { given: { ChecksumCRC32: 'AAAAAA==' }, code: 'BadDigest' },
    { given: { ChecksumSHA256: 'AAAA' }, code: 'InvalidRequest' },
    { given: { ContentMD5: createHash('md5').update('other').digest('base64') }, code: 'BadDigest' },
    { given: { ContentMD5: 'AAAA' }, code: 'InvalidDigest' },
  ])('$given is refused: $code', async ({ given, code }) => {
    const write = host.s3.send(new PutObjectCommand({ Bucket, Key: 'refused', Body: 'x', ...given }));
    await expect(write).rejects.toMatchObject({ name: code });
    await expect(read('refused')).rejects.toMatchObject({ name: 'NoSuchKey' });
  });
});

describe('copies', () => {
  const CopySource = encodeURI(`${Bucket}/from ü.jpg`);
  beforeAll(async () => {
    const from = { Key: 'from ü.jpg', ContentType: 'image/jpeg', Metadata: { a: '1' }, Tagging: 't=1' };
    await host.s3.send(new PutObjectCommand({ Bucket, Body: 'copied', ...from }));
  });

  it.each([
    { more: {}, result: { ContentType: 'image/jpeg', Metadata: { a: '1' }, TagCount: 1 } },
    {
      more: { MetadataDirective: 'REPLACE', ContentType: 'image/png', Metadata: { b: '2' } } as const,
      result: { ContentType: 'image/png', Metadata: { b: '2' }, TagCount: 1 },
    },
    {
      more: { TaggingDirective: 'REPLACE', Tagging: 'x=1&y=2' } as const,
      result: { ContentType: 'image/jpeg', Metadata: { a: '1' }, TagCount: 2 },
    },
  ])('$more', async ({ more, result }) => {
    await host.s3.send(new CopyObjectCommand({ Bucket, Key: 'to.jpg', CopySource, ...more }));
    expect(await host.s3.send(new GetObjectCommand({ Bucket, Key: 'to.jpg' }))).toMatchObject(result);
    expect(await read('to.jpg')).toBe('copied');
  });

  it('outlive what they were copied from', async () => {
    await put('mortal', 'soul');
    await host.s3.send(new CopyObjectCommand({ Bucket, Key: 'copy', CopySource: `${Bucket}/mortal` }));
    await host.s3.send(new DeleteObjectCommand({ Bucket, Key: 'mortal' }));
    expect(await read('copy')).toBe('soul');
  });

  it.each([
    { more: { CopySource: `${Bucket}/nothing` }, code: 'NoSuchKey' },
    { more: { CopySource: 'nobucket/x' }, code: 'NoSuchBucket' },
    { more: { CopySource: Bucket }, code: 'InvalidArgument' },
    { more: { CopySource, CopySourceIfMatch: '"other"' }, code: 'PreconditionFailed' },
    { more: { CopySource, Key: 'from ü.jpg' }, code: 'InvalidRequest' },
  ])('$more: $code', async ({ more, code }) => {
    await expect(host.s3.send(new CopyObjectCommand({ Bucket, Key: 'to', ...more }))).rejects.toMatchObject({
      name: code,
    });
  });
});

describe('deletions', () => {
  it('of many keys at once answer for each', async () => {
    await put('one');
    const Objects = [{ Key: 'one' }, { Key: 'never there' }];
    const { Deleted } = await host.s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    expect(Deleted?.map(({ Key }) => Key)).toEqual(['one', 'never there']);
    await expect(read('one')).rejects.toMatchObject({ name: 'NoSuchKey' });
  });
});

describe('what is wrong or not here', () => {
  it.each([
    { path: '/nobucket/x', method: 'GET', code: 'NoSuchBucket', status: 404 },
    { path: '/photos/x?torrent', method: 'GET', code: 'NotImplemented', status: 501 },
    { path: '/photos?inventory', method: 'GET', code: 'NotImplemented', status: 501 },
    { path: '/photos/%ff', method: 'GET', code: 'InvalidURI', status: 400 },
    { path: `/photos/${'x'.repeat(1_025)}`, method: 'GET', code: 'KeyTooLongError', status: 400 },
    { path: '/photos', method: 'PATCH', code: 'MethodNotAllowed', status: 405 },
  ])('$method $path: $code', async ({ path, method, code, status }) => {
    const answer = await fetch(host.endpoint + path, { method });
    expect(answer.status).toBe(status);
    expect(await answer.text()).toContain(`<Code>${code}</Code>`);
  });
});
