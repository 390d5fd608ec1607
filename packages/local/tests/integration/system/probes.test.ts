import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HeadObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toTimestamp } from '#gateway/sigv4/signature.ts';
import type { TestSystem } from '#local/testing/start-system.ts';
import { type RawRequest, type Signing, sendBytes, sendRequest, signed } from '#tests/support/raw-http.ts';
import { SMALL_MACHINE, smallStack } from '#tests/support/small-stack.ts';
import { startSystem } from '#tests/support/system.ts';

let folder: string;
let system: TestSystem;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'darkroom-probes-'));
  system = await startSystem({ template: smallStack(), dataDir: mkdtempSync(join(folder, 'data-')) });
});
afterAll(async () => {
  await system.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Answer {
  readonly status: number;
  /** Of the error, in whatever form. */
  readonly code: string | undefined;
  readonly text: string;
}

function read(text: string): Answer {
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1]);
  return { status, code: /<Code>(\w+)<|x-amzn-errortype: (\w+)/.exec(text)?.slice(1).find(Boolean), text };
}

const sign = (request: RawRequest, signing: Partial<Signing> = {}) =>
  signed(system.endpoint, request, { credentials: system.credentials, ...signing });

const probe = async (request: RawRequest, signing: Partial<Signing> = {}, changed: Record<string, string> = {}) =>
  read(await sendRequest(system.endpoint, request, { ...sign(request, signing), ...changed }));

const put: RawRequest = { method: 'PUT', path: '/small/probe', body: 'bytes' };
const listTables: RawRequest = {
  method: 'POST',
  path: '/',
  headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'DynamoDB_20120810.ListTables' },
  body: '{}',
};
const whoAmI: RawRequest = {
  method: 'POST',
  path: '/',
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: 'Action=GetCallerIdentity&Version=2011-06-15',
};
const MINUTE = 60_000;

/** Nothing was written: neither the object nor anything beside the data folder. */
async function untouched(): Promise<void> {
  const head = new S3Client({ ...system }).send(new HeadObjectCommand({ Bucket: 'small', Key: 'probe' }));
  await expect(head).rejects.toMatchObject({ name: 'NotFound' });
  expect(readdirSync(folder)).toHaveLength(1);
}

it('the probes are signed well where nothing is said of it', async () => {
  expect((await probe({ ...put, path: '/small/well' })).status).toBe(200);
  expect((await probe(listTables, { service: 'dynamodb' })).text).toContain('{"TableNames":["small"]}');
});

it('the values of a header that comes several times are signed joined by a comma', async () => {
  const { 'x-amz-meta-note': _, ...headers } = sign({
    ...put,
    path: '/small/twice',
    headers: { 'x-amz-meta-note': 'b,a' },
  });
  const lines = Object.entries({ ...headers, 'content-length': '5', connection: 'close' });
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  const both = 'x-amz-meta-note:  b\r\nx-amz-meta-note: a \r\n';
  expect(read(await sendBytes(system.endpoint, `PUT /small/twice HTTP/1.1\r\n${both}${head}\r\nbytes`)).status).toBe(
    200,
  );
});

it('a region that is not here is refused with the sentence of the service', async () => {
  expect((await probe(put, { region: 'eu-west-1' })).text).toContain(
    "The authorization header is malformed; the region 'eu-west-1' is wrong; expecting 'us-east-1'",
  );
  expect((await probe(whoAmI, { service: 'sts', region: 'eu-west-1' })).text).toContain(
    "Credential should be scoped to a valid region, not 'eu-west-1'.",
  );
});

describe('a signature that is not for this request', () => {
  it.each<[string, RawRequest, () => Partial<Signing>, Record<string, string>, number, string]>([
    ['16 minutes old', put, () => ({ at: Date.now() - 16 * MINUTE }), {}, 403, 'RequestTimeTooSkewed'],
    ['16 minutes ahead', put, () => ({ at: Date.now() + 16 * MINUTE }), {}, 403, 'RequestTimeTooSkewed'],
    [
      '6 minutes old, JSON',
      listTables,
      () => ({ service: 'dynamodb', at: Date.now() - 6 * MINUTE }),
      {},
      400,
      'InvalidSignatureException',
    ],
    ['of a scope of yesterday', put, () => ({ day: '20200101' }), {}, 403, 'SignatureDoesNotMatch'],
    ['without a date to read', put, () => ({ timestamp: 'today' }), {}, 403, 'AccessDenied'],
    ['for another host', put, () => ({}), { host: 's3.amazonaws.com' }, 403, 'SignatureDoesNotMatch'],
    ['for another body', { ...put }, () => ({ payload: '0'.repeat(64) }), {}, 400, 'XAmzContentSHA256Mismatch'],
    ['beside a header that it does not cover', put, () => ({}), { 'x-amz-acl': 'public-read' }, 403, 'AccessDenied'],
    [
      'beside a header that it does not cover, JSON',
      listTables,
      () => ({ service: 'dynamodb' }),
      { 'x-amz-note': 'x' },
      400,
      'IncompleteSignatureException',
    ],
    [
      'for another body, JSON',
      listTables,
      () => ({ service: 'dynamodb', payload: '0'.repeat(64) }),
      {},
      400,
      'InvalidSignatureException',
    ],
    [
      'for any body, JSON',
      listTables,
      () => ({ service: 'dynamodb', payload: 'UNSIGNED-PAYLOAD' }),
      {},
      400,
      'InvalidSignatureException',
    ],
    ['for another region', put, () => ({ region: 'eu-west-1' }), {}, 400, 'AuthorizationHeaderMalformed'],
    ['for another service', listTables, () => ({ service: 'sqs' }), {}, 400, 'UnknownOperationException'],
    ['for a service that is not here', put, () => ({ service: 'ec2' }), {}, 404, 'UnknownOperationException'],
    [
      'for a service of XML that is not here',
      { path: '/2020-05-31/distribution' },
      () => ({ service: 'cloudfront' }),
      {},
      404,
      'UnknownOperationException',
    ],
    ['of a scope in pieces', put, () => ({ region: 'us/east' }), {}, 400, 'AuthorizationHeaderMalformed'],
    ['of another kind', put, () => ({}), { authorization: 'Basic YTpi' }, 400, 'InvalidArgument'],
  ])('%s', async (_, request, signing, changed, status, code) => {
    expect(await probe(request, signing(), changed)).toMatchObject({ status, code });
    await untouched();
  });
});

it('nobody may write without a signature', async () => {
  const answer = read(await sendRequest(system.endpoint, put, { host: new URL(system.endpoint).host }));
  expect(answer).toMatchObject({ status: 403, code: 'AccessDenied' });
  await untouched();
});

describe('a presigned URL', () => {
  const presigned = (expires: string, at = Date.now(), credential = '') => {
    const { accessKeyId } = system.credentials;
    const timestamp = toTimestamp(at);
    const scope = credential || `${accessKeyId}/${timestamp.slice(0, 8)}/us-east-1/s3/aws4_request`;
    const query = {
      'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
      'X-Amz-Credential': scope,
      'X-Amz-Date': timestamp,
      'X-Amz-Expires': expires,
      'X-Amz-SignedHeaders': 'host',
      'X-Amz-Signature': '0'.repeat(64),
    };
    return `/small/probe?${new URLSearchParams(query)}`;
  };
  it.each([
    ['for more than a week', () => presigned('604801'), 400, 'AuthorizationQueryParametersError'],
    ['for less than no time', () => presigned('-1'), 400, 'AuthorizationQueryParametersError'],
    ['for no number of seconds', () => presigned('1e9x'), 400, 'AuthorizationQueryParametersError'],
    ['for a week that is over', () => presigned('604800', Date.now() - 8 * 24 * 60 * MINUTE), 403, 'AccessDenied'],
    ['for later', () => presigned('60', Date.now() + 60 * MINUTE), 403, 'RequestTimeTooSkewed'],
    ['with a signature that somebody made up', () => presigned('60'), 403, 'SignatureDoesNotMatch'],
    [
      'for another region',
      () => presigned('60', Date.now(), `AKIA/${toTimestamp(Date.now()).slice(0, 8)}/eu-west-1/s3/aws4_request`),
      400,
      'AuthorizationQueryParametersError',
    ],
    ['with a credential in pieces', () => presigned('60', Date.now(), 'AKIA/s3'), 400, 'AuthorizationHeaderMalformed'],
  ])('%s', async (_, path, status, code) => {
    const request = { ...put, path: path() };
    const answer = read(await sendRequest(system.endpoint, request, { host: new URL(system.endpoint).host }));
    expect(answer).toMatchObject({ status, code });
    await untouched();
  });
});

describe('a payload in chunks', () => {
  // An error that nobody listened to would end the process: vitest reports it and fails.
  const payload = 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD';
  const zeros = '0'.repeat(64);
  it.each([
    ['with the signature of another', `5;chunk-signature=${zeros}\r\nbytes\r\n0;chunk-signature=${zeros}\r\n\r\n`, 403],
    ['without signatures', '5\r\nbytes\r\n0\r\n\r\n', 403],
    ['of a size that is none', `zz;chunk-signature=${zeros}\r\nbytes`, 400],
    ['cut short', `ffff;chunk-signature=${zeros}\r\nbytes`, 400],
  ])('%s', async (_, body, status) => {
    const headers = { 'content-encoding': 'aws-chunked', 'x-amz-decoded-content-length': '5' };
    const answer = await probe({ ...put, headers, body }, { payload });
    expect(answer).toMatchObject({ status, code: status === 403 ? 'SignatureDoesNotMatch' : 'IncompleteBody' });
    await untouched();
  });
});

describe('a request in a request', () => {
  /** The second one, hidden in the body of the first, would write the probe by the rights of a bucket that is open. */
  const hidden = 'PUT /small/probe HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\n\r\nbytes';
  it.each([
    ['two lengths', `content-length: 0\r\ncontent-length: ${hidden.length}`],
    ['a length and chunks', `content-length: ${hidden.length}\r\ntransfer-encoding: chunked`],
    ['a length with a sign', `content-length: +${hidden.length}`],
    ['a space before the colon', `content-length : ${hidden.length}`],
    ['an encoding that is none', 'transfer-encoding: xchunked'],
    ['a line break in a header', 'x-note: a\rtransfer-encoding: chunked'],
    ['a NUL in a header', 'x-note: a\0b'],
    ['headers without end', `x-note: ${'a'.repeat(17_000)}`],
  ])('by %s is refused before it is read', async (_, header) => {
    const text = await sendBytes(system.endpoint, `GET /small HTTP/1.1\r\nhost: x\r\n${header}\r\n\r\n${hidden}`);
    expect(text.match(/^HTTP\/1\.1 \d+/gm)).toEqual([expect.stringMatching(/ 4(00|31)$/)]);
    await untouched();
  });
});

describe('a name that would lead out of the data folder', () => {
  const target = (operation: string) => ({ 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': operation });
  const json = (operation: string, input: object): RawRequest => ({
    ...{ method: 'POST', path: '/' },
    headers: target(operation),
    body: JSON.stringify(input),
  });
  const long = 'k'.repeat(1_025);
  it.each<[string, string, RawRequest, string]>([
    ['a queue', 'sqs', json('AmazonSQS.CreateQueue', { QueueName: '../../probe' }), 'InvalidParameterValue'],
    [
      'a log group',
      'logs',
      json('Logs_20140328.CreateLogGroup', { logGroupName: '../..:probe' }),
      'InvalidParameterException',
    ],
    ['a table', 'dynamodb', json('DynamoDB_20120810.DescribeTable', { TableName: '../probe' }), 'ValidationException'],
    [
      'a rule',
      'events',
      json('AWSEvents.PutRule', { Name: '../probe', ScheduleExpression: 'rate(1 day)' }),
      'ValidationException',
    ],
    ['an activity', 'states', json('AWSStepFunctions.CreateActivity', { name: '../probe' }), 'InvalidName'],
    [
      'an execution',
      'states',
      json('AWSStepFunctions.StartExecution', { stateMachineArn: SMALL_MACHINE, name: '../probe' }),
      'InvalidName',
    ],
    [
      'a function',
      'lambda',
      { method: 'POST', path: '/2015-03-31/functions/..%2Fprobe/invocations' },
      'UnknownOperationException',
    ],
    [
      'an upload',
      's3',
      { method: 'PUT', path: '/small/probe?partNumber=1&uploadId=..%2F..%2Fprobe', body: 'x' },
      'NoSuchUpload',
    ],
    ['a version', 's3', { path: '/small/well?versionId=..%2F..%2Fprobe' }, 'InvalidArgument'],
    ['a long key', 's3', { method: 'PUT', path: `/small/${long}` }, 'KeyTooLongError'],
    ['a broken key', 's3', { method: 'PUT', path: '/small/%zz' }, 'InvalidURI'],
    ['a long bucket', 's3', { method: 'PUT', path: `/${'b'.repeat(64)}` }, 'InvalidBucketName'],
    ['a whole URL', 's3', { method: 'PUT', path: 'http://evil.example/small/probe' }, 'NoSuchBucket'],
  ])('of %s (%s)', async (_, service, request, code) => {
    const answer = await probe(request, { service });
    expect(answer).toMatchObject({ status: expect.toSatisfy((status: number) => status >= 400 && status < 500), code });
    await untouched();
  });

  it('of a log group, where dots and slashes are letters, lies within', async () => {
    const request = json('Logs_20140328.CreateLogGroup', { logGroupName: '../../probe' });
    expect((await probe(request, { service: 'logs' })).status).toBe(200);
    await untouched();
  });
});
