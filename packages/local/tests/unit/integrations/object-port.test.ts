import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { createObjectPort } from '#integrations/object-port.ts';
import { type FakeAnswer, fakeService, KEYS } from './fake-service.ts';

let close: () => void = () => undefined;
afterEach(() => close());

const CALL = { bucket: 'b', stateName: 'Map', executionArn: 'execution', stateMachineArn: 'machine', roleArn: 'role' };
const XML = { 'content-type': 'application/xml' };

async function portTo(answer: (path: string) => FakeAnswer) {
  const service = await fakeService(({ url }) => answer(url));
  close = service.close;
  return { ...service, port: createObjectPort({ clients: service.clients, credentials: () => KEYS }) };
}

const page = (keys: readonly string[], next?: string): FakeAnswer => ({
  headers: XML,
  body: `<ListBucketResult>${keys.map((key) => `<Contents><Key>${key}</Key><Size>3</Size><ETag>"e"</ETag><LastModified>2023-11-14T22:13:20.000Z</LastModified></Contents>`).join('')}${next ? `<IsTruncated>true</IsTruncated><NextContinuationToken>${next}</NextContinuationToken>` : ''}</ListBucketResult>`,
});

const missing: FakeAnswer = {
  status: 404,
  headers: XML,
  body: '<Error><Code>NoSuchBucket</Code><Message>The specified bucket does not exist</Message></Error>',
};

describe('S3 as item readers and result writers see it', () => {
  it('lists page after page', async () => {
    const { port } = await portTo((path) => (path.includes('continuation-token') ? page(['b']) : page(['a'], 'more')));
    const listed = [];
    for await (const object of port.list({ ...CALL, prefix: 'p/' })) listed.push(object);
    expect(listed).toEqual([
      { Key: 'a', Size: 3, ETag: '"e"', LastModified: '2023-11-14T22:13:20.000Z' },
      { Key: 'b', Size: 3, ETag: '"e"', LastModified: '2023-11-14T22:13:20.000Z' },
    ]);
  });

  it('gets the version that is asked for, of the expected owner', async () => {
    const { port, seen } = await portTo(() => ({ body: 'hello' }));
    const bytes = await port.get({ ...CALL, key: 'k', versionId: 'v1', expectedBucketOwner: '000000000000' });
    expect(await text(bytes)).toBe('hello');
    expect(seen[0]?.url).toContain('versionId=v1');
    expect(seen[0]?.headers['x-amz-expected-bucket-owner']).toBe('000000000000');
  });

  it('gets a part of the content that was there before', async () => {
    const answer = { status: 206, headers: { etag: '"e"', 'content-range': 'bytes 0-0/900' }, body: 'h' };
    const { port, seen } = await portTo(() => answer);
    expect(await port.head({ ...CALL, key: 'k' })).toEqual({ size: 900, etag: '"e"' });
    await port.get({ ...CALL, key: 'k', range: { start: 8, end: 16 }, etag: '"e"' });
    expect(seen[0]?.headers).toMatchObject({ range: 'bytes=0-0' });
    expect(seen[1]?.headers).toMatchObject({ range: 'bytes=8-15', 'if-match': '"e"' });
  });

  it('puts JSON', async () => {
    const { port, seen } = await portTo(() => ({}));
    await port.put({ ...CALL, key: 'k', body: '[]' });
    expect(seen[0]).toMatchObject({ method: 'PUT', headers: { 'content-type': 'application/json' } });
  });

  it.each([
    ['get', 'States.ItemReaderFailed'],
    ['head', 'States.ItemReaderFailed'],
    ['list', 'States.ItemReaderFailed'],
    ['put', 'States.ResultWriterFailed'],
  ] as const)('%s fails with %s', async (action, error) => {
    const { port } = await portTo(() => missing);
    const call = async () => {
      if (action === 'get') return port.get({ ...CALL, key: 'k' });
      if (action === 'head') return port.head({ ...CALL, key: 'k' });
      if (action === 'put') return port.put({ ...CALL, key: 'k', body: '[]' });
      for await (const object of port.list(CALL)) return object;
      return undefined;
    };
    await expect(call()).rejects.toMatchObject({
      error,
      cause: expect.stringContaining(
        'The specified bucket does not exist (Service: Amazon S3; Status Code: 404; Error Code: NoSuchBucket',
      ),
    });
  });
});
