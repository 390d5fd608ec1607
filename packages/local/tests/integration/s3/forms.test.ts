import { createHmac } from 'node:crypto';
import { GetObjectCommand, HeadObjectCommand } from '@aws-sdk/client-s3';
import { createPresignedPost, type PresignedPostOptions } from '@aws-sdk/s3-presigned-post';
import { type Clock, systemClock } from '@safelight/asl/clock';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hostS3, type S3Host } from '#tests/support/s3-host.ts';

const Bucket = 'uploads';
let shift = 0;
const clock: Clock = { ...systemClock, now: () => Date.now() + shift };
let host: S3Host;

beforeAll(async () => {
  host = await hostS3({ clock });
  host.service.ensureBucket(Bucket);
  host.service.configureBucket(Bucket, { eventBridge: true });
});
afterAll(() => host.close());

const sign = (more: Partial<PresignedPostOptions> = {}) =>
  createPresignedPost(host.s3, { Bucket, Key: 'in/${filename}', Expires: 60, ...more });

async function upload(url: string, fields: Record<string, string>, bytes: string | Uint8Array<ArrayBuffer> = 'hello') {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', new Blob([bytes]), 'C:\\fakepath\\ü b.jpg');
  const answer = await fetch(url, { method: 'POST', body: form, redirect: 'manual' });
  return { status: answer.status, headers: answer.headers, body: await answer.text() };
}

describe('a form may upload', () => {
  it('what its policy allows', async () => {
    const { url, fields } = await sign({
      Conditions: [
        ['content-length-range', 1, 3_000_000],
        ['starts-with', '$x-amz-meta-by', ''],
        ['starts-with', '$Content-Type', 'image/'],
      ],
      Fields: { success_action_status: '201' },
    });
    const bytes = new Uint8Array(2_500_000).fill(7);
    const answer = await upload(url, { ...fields, 'x-amz-meta-by': 'me', 'Content-Type': 'image/jpeg' }, bytes);
    expect([answer.status, answer.body.includes('<Key>in/ü b.jpg</Key>')]).toEqual([201, true]);
    const head = await host.s3.send(new HeadObjectCommand({ Bucket, Key: 'in/ü b.jpg' }));
    expect(head).toMatchObject({ ContentLength: bytes.length, ContentType: 'image/jpeg', Metadata: { by: 'me' } });
    expect(host.events.at(-1)?.detail.reason).toBe('POST Object');
  });

  it.each([
    { fields: {}, status: 204 },
    { fields: { success_action_status: '200' }, status: 200 },
    { fields: { success_action_redirect: 'http://example.com/done?x=1' }, status: 303 },
  ])('and is answered as it asks: $fields', async ({ fields: Fields, status }) => {
    const { url, fields } = await sign({ Fields });
    expect((await upload(url, fields)).status).toBe(status);
  });

  it('signed the old way, as boto3 does', async () => {
    const { accessKeyId, secretAccessKey } = host.credentials.developer;
    const document = {
      expiration: new Date(Date.now() + 60_000).toISOString(),
      conditions: [{ bucket: Bucket }, { key: 'old' }],
    };
    const policy = Buffer.from(JSON.stringify(document)).toString('base64');
    const signature = createHmac('sha1', secretAccessKey).update(policy).digest('base64');
    const fields = { key: 'old', AWSAccessKeyId: accessKeyId, policy, signature };
    expect((await upload(`${host.endpoint}/${Bucket}`, fields)).status).toBe(204);
    const { Body } = await host.s3.send(new GetObjectCommand({ Bucket, Key: 'old' }));
    expect(await Body?.transformToString()).toBe('hello');
  });
});

describe('a form may not upload', () => {
  type Fields = Record<string, string>;
  it.each([
    { what: 'another key', change: (fields: Fields) => ({ ...fields, key: 'elsewhere' }), code: 'AccessDenied' },
    {
      what: 'a field that no condition names',
      change: (fields: Fields) => ({ ...fields, 'x-amz-meta-x': '1' }),
      code: 'AccessDenied',
    },
    {
      what: 'with another signature',
      change: (fields: Fields) => ({ ...fields, 'X-Amz-Signature': '0'.repeat(64) }),
      code: 'SignatureDoesNotMatch',
    },
    {
      what: 'with another policy',
      change: (fields: Fields) => ({ ...fields, Policy: `${fields.Policy?.slice(0, -8)}AAAAAAA=` }),
      code: 'SignatureDoesNotMatch',
    },
    {
      what: 'without the time of its signature',
      change: ({ 'X-Amz-Date': _, ...fields }: Fields) => fields,
      code: 'InvalidArgument',
    },
    {
      what: 'of another day than its key',
      change: (fields: Fields) => ({ ...fields, 'X-Amz-Date': '20200101T000000Z' }),
      code: 'AccessDenied',
    },
    { what: 'without its policy', change: ({ Policy: _, ...fields }: Fields) => fields, code: 'InvalidArgument' },
    {
      what: 'with a header that is not done here',
      change: (fields: Fields) => ({ ...fields, 'x-amz-object-lock-mode': 'GOVERNANCE' }),
      code: 'AccessDenied',
    },
    { what: 'without a key', change: ({ key: _, ...fields }: Fields) => fields, code: 'InvalidArgument' },
  ])('$what: $code', async ({ change, code }) => {
    const { url, fields } = await sign();
    expect((await upload(url, change(fields))).body).toContain(`<Code>${code}</Code>`);
  });

  it.each([
    { range: [1, 4], code: 'EntityTooLarge', says: '<MaxSizeAllowed>4</MaxSizeAllowed>' },
    { range: [6, 10], code: 'EntityTooSmall', says: '<MinSizeAllowed>6</MinSizeAllowed>' },
  ])('five bytes where $range is allowed: $code', async ({ range: [least = 0, most = 0], code, says }) => {
    const { url, fields } = await sign({ Conditions: [['content-length-range', least, most]] });
    const { body } = await upload(url, fields);
    expect(body).toContain(`<Code>${code}</Code>`);
    expect(body).toContain(says);
  });

  it('when its time is over', async () => {
    const { url, fields } = await sign();
    shift = 61_000;
    const { body } = await upload(url, fields).finally(() => {
      shift = 0;
    });
    expect(body).toContain('<Message>Invalid according to Policy: Policy expired.</Message>');
  });
});
