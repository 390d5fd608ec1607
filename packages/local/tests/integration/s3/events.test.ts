import { S3EventNotificationEventBridgeSchema } from '@aws-lambda-powertools/parser/schemas/s3';
import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  DeleteObjectTaggingCommand,
  HeadObjectCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { type Clock, systemClock } from '@safelight/asl/clock';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hostS3, type S3Host } from '#tests/support/s3-host.ts';

const key = 'a b+c/ü%2F.jpg';
const CopySource = (bucket: string) => `${bucket}/${encodeURIComponent(key)}`;
let shift = 0;
const clock: Clock = { ...systemClock, now: () => Date.now() + shift };
let host: S3Host;

beforeAll(async () => {
  host = await hostS3({ clock });
  host.service.ensureBucket('told');
  host.service.configureBucket('told', { eventBridge: true, versioning: 'Enabled' });
  host.service.ensureBucket('plain');
  host.service.configureBucket('plain', { eventBridge: true });
  host.service.ensureBucket('silent');
});
afterAll(() => host.close());
beforeEach(() => {
  host.events.length = 0;
});

const put = (Bucket: string, Key = key) => host.s3.send(new PutObjectCommand({ Bucket, Key, Body: 'hello' }));
const shown = () =>
  host.events.map(({ 'detail-type': type, detail }) => [type, detail.reason, detail['deletion-type']]);

async function inParts(Bucket: string) {
  const { UploadId } = await host.s3.send(new CreateMultipartUploadCommand({ Bucket, Key: key }));
  const sent = await host.s3.send(new UploadPartCommand({ Bucket, Key: key, UploadId, PartNumber: 1, Body: 'hello' }));
  const { ETag, ChecksumCRC32 } = sent;
  const MultipartUpload = { Parts: [{ PartNumber: 1, ETag, ChecksumCRC32 }] };
  await host.s3.send(new CompleteMultipartUploadCommand({ Bucket, Key: key, UploadId, MultipartUpload }));
}

describe('what happens is told to EventBridge', () => {
  it('in the shape of AWS', async () => {
    const { VersionId } = await put('told');
    const [event] = host.events;
    expect(S3EventNotificationEventBridgeSchema.safeParse(event).error).toBeUndefined();
    expect(event).toMatchObject({
      version: '0',
      source: 'aws.s3',
      account: '000000000000',
      region: 'us-east-1',
      resources: ['arn:aws:s3:::told'],
      detail: {
        version: '0',
        bucket: { name: 'told' },
        object: { key, size: 5, etag: '5d41402abc4b2a76b9719d911017c592', 'version-id': VersionId },
        'request-id': expect.stringMatching(/^[0-9A-F]{16}$/),
        requester: '000000000000',
        'source-ip-address': '127.0.0.1',
        reason: 'PutObject',
      },
    });
    expect(event?.detail.object).toHaveProperty('sequencer', expect.stringMatching(/^[0-9a-f]{16}$/));
  });

  it.each([
    { what: 'a put', act: () => put('told'), told: [['Object Created', 'PutObject', undefined]] },
    {
      what: 'a copy',
      act: () => host.s3.send(new CopyObjectCommand({ Bucket: 'told', Key: 'copy', CopySource: CopySource('told') })),
      told: [['Object Created', 'CopyObject', undefined]],
    },
    {
      what: 'an upload in parts',
      act: () => inParts('told'),
      told: [['Object Created', 'CompleteMultipartUpload', undefined]],
    },
    {
      what: 'a delete marker',
      act: () => host.s3.send(new DeleteObjectCommand({ Bucket: 'told', Key: key })),
      told: [['Object Deleted', 'DeleteObject', 'Delete Marker Created']],
    },
    {
      what: 'a deletion for good',
      act: async () => {
        const { VersionId } = await put('told');
        host.events.length = 0;
        await host.s3.send(new DeleteObjectCommand({ Bucket: 'told', Key: key, VersionId }));
      },
      told: [['Object Deleted', 'DeleteObject', 'Permanently Deleted']],
    },
    {
      what: 'tags',
      act: async () => {
        await host.s3.send(
          new PutObjectTaggingCommand({ Bucket: 'told', Key: 'copy', Tagging: { TagSet: [{ Key: 'a', Value: 'b' }] } }),
        );
        await host.s3.send(new DeleteObjectTaggingCommand({ Bucket: 'told', Key: 'copy' }));
      },
      told: [
        ['Object Tags Added', undefined, undefined],
        ['Object Tags Deleted', undefined, undefined],
      ],
    },
    { what: 'nothing of a bucket that is not to tell', act: () => put('silent'), told: [] },
    {
      what: 'nothing when there was nothing to delete',
      act: () => host.s3.send(new DeleteObjectCommand({ Bucket: 'plain', Key: 'never' })),
      told: [],
    },
  ])('$what', async ({ act, told }) => {
    await act();
    expect(shown()).toEqual(told);
    for (const event of host.events) {
      expect(S3EventNotificationEventBridgeSchema.safeParse(event).error).toBeUndefined();
    }
  });

  it('with sequencers that grow, even while the clock goes back', async () => {
    for (shift of [0, -5_000, -5_000, 60_000, 0]) await put('told');
    shift = 0;
    const order = host.events.map(({ detail }) => JSON.stringify(detail.object).match(/"sequencer":"(\w+)"/)?.[1]);
    expect(order).toEqual([...new Set(order)].toSorted());
    expect(order).toHaveLength(5);
  });
});

describe('lifecycle rules', () => {
  it('let objects go after their days, in their own name', async () => {
    const lifecycle = [{ id: 'expire', enabled: true, prefix: 'work/', tags: {}, expirationDays: 1 }];
    host.service.configureBucket('plain', { lifecycle });
    await put('plain', 'work/x.tiff');
    await put('plain', 'kept/x.tiff');
    host.events.length = 0;
    host.service.sweep();
    expect(shown()).toEqual([]);
    shift = 2 * 86_400_000;
    host.service.sweep();
    shift = 0;
    expect(shown()).toEqual([['Object Deleted', 'Lifecycle Expiration', 'Permanently Deleted']]);
    expect(host.events[0]?.detail).toMatchObject({ requester: 's3.amazonaws.com', object: { key: 'work/x.tiff' } });
    expect(host.events[0]?.detail.object).not.toHaveProperty('etag');
  });

  const rule = { id: 'r', enabled: true, prefix: 'moved/', tags: {} };
  const archive = { days: 1, storageClass: 'GLACIER' };
  it.each([
    { what: 'of their size', rule: { ...rule, sizeAbove: 1, transitions: [archive] }, storageClass: 'GLACIER' },
    { what: 'unless they are small', rule: { ...rule, transitions: [archive] }, storageClass: undefined },
    {
      what: 'on a day',
      rule: { ...rule, sizeAbove: 1, transitions: [{ ...archive, days: undefined, date: 0 }] },
      storageClass: 'GLACIER',
    },
    { what: 'and not others', rule: { ...rule, sizeAbove: 1_000, transitions: [archive] }, storageClass: undefined },
  ])('move objects $what', async ({ rule: moving, storageClass }) => {
    host.service.configureBucket('plain', { lifecycle: [moving], eventBridge: true });
    await put('plain', 'moved/x');
    host.events.length = 0;
    shift = 2 * 86_400_000;
    host.service.sweep();
    shift = 0;
    const head = await host.s3.send(new HeadObjectCommand({ Bucket: 'plain', Key: 'moved/x' }));
    expect(head.StorageClass).toBe(storageClass);
    expect(host.events.map(({ detail }) => detail['destination-storage-class'])).toEqual(
      storageClass === undefined ? [] : [storageClass],
    );
  });
});
