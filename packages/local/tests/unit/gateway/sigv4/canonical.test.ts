import { SignatureV4 } from '@smithy/signature-v4';
import { describe, expect, it } from 'vitest';
import { canonicalRequest, type SignedParts, stringToSign } from '#gateway/sigv4/canonical.ts';
import { queryPairs } from '#gateway/sigv4/encoding.ts';
import { SigningKeys, sha256Hex } from '#gateway/sigv4/signing.ts';
import { Sha256 } from '#services/dynamodb/upstream/sha256.ts';

const HASH = 'e3b0';

function canonical(service: string, target: string, headers: SignedParts['headers'] = {}, method = 'GET') {
  const [rawPath = '', query = ''] = target.split('?');
  const scope = { date: '20261122', region: 'us-east-1', service };
  const given = { form: 'header', accessKeyId: 'AKID', scope, signature: '', timestamp: '20261122T120000Z' } as const;
  const signature = { ...given, signedHeaders: Object.keys(headers).toSorted() };
  return canonicalRequest({ method, rawPath, query: queryPairs(query), headers }, signature, HASH).split('\n');
}

const credentials = { accessKeyId: 'AKID', secretAccessKey: 'secret' };
const timestamp = '20261122T120000Z';
const sent = { host: 'lab.example', 'x-amz-content-sha256': sha256Hex(''), 'x-amz-date': timestamp };

function ours(service: string, rawPath: string): string {
  const scope = { date: '20261122', region: 'us-east-1', service };
  const signedHeaders = Object.keys(sent);
  const signature = { form: 'header', accessKeyId: 'AKID', scope, signature: '', timestamp, signedHeaders } as const;
  const parts = { method: 'GET', rawPath, query: [], headers: sent };
  const text = stringToSign(signature, canonicalRequest(parts, signature, sent['x-amz-content-sha256']));
  return new SigningKeys().sign(credentials.secretAccessKey, scope, text);
}

/** The signature that AWS's own client would send. */
async function bySdk(service: string, path: string): Promise<string> {
  const uriEscapePath = service !== 's3';
  const signer = new SignatureV4({ service, region: 'us-east-1', credentials, sha256: Sha256, uriEscapePath });
  const request = { method: 'GET', protocol: 'http:', hostname: 'lab.example', path, headers: sent };
  const { headers } = await signer.sign(request, { signingDate: new Date('2026-11-22T12:00:00Z') });
  return headers.authorization?.split('Signature=')[1] ?? '';
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html#create-canonical-request */
describe('the path', () => {
  it.each([
    { path: '/', signed: '/', inS3: '/' },
    { path: '/./', signed: '/', inS3: '/./' },
    { path: '//', signed: '/', inS3: '//' },
    { path: '/.', signed: '/', inS3: '/.' },
    { path: '/lab/..', signed: '/', inS3: '/lab/..' },
    { path: '/lab/dark/../..', signed: '/', inS3: '/lab/dark/../..' },
    { path: '/../lab', signed: '/lab', inS3: '/../lab' },
    { path: '/./lab', signed: '/lab', inS3: '/./lab' },
    { path: '//lab//', signed: '/lab/', inS3: '//lab//' },
    { path: '/lab/./print', signed: '/lab/print', inS3: '/lab/./print' },
    { path: '/lab/print/..', signed: '/lab', inS3: '/lab/print/..' },
    { path: '/lab/print/.', signed: '/lab/print', inS3: '/lab/print/.' },
    { path: '/lab...', signed: '/lab...', inS3: '/lab...' },
    { path: '/a%20photo/', signed: '/a%2520photo/', inS3: '/a%20photo/' },
    { path: '/a photo', signed: '/a%20photo', inS3: '/a photo' },
    { path: '/写', signed: '/%E5%86%99', inS3: '/写' },
    { path: '/-._~09azAZ', signed: '/-._~09azAZ', inS3: '/-._~09azAZ' },
  ])('$path is $signed, and $inS3 in S3', async ({ path, signed, inS3 }) => {
    expect([canonical('sqs', path)[1], canonical('s3', path)[1]]).toEqual([signed, inS3]);
    for (const service of ['sqs', 's3']) expect(ours(service, path)).toBe(await bySdk(service, path));
  });
});

describe('the query', () => {
  it.each([
    { query: '', signed: '' },
    { query: 'b=2&a=1', signed: 'a=1&b=2' },
    { query: 'a=2&a=1', signed: 'a=1&a=2' },
    { query: 'photo=1&Photo=2', signed: 'Photo=2&photo=1' },
    { query: 'uploads', signed: 'uploads=' },
    { query: '=1', signed: '=1' },
    { query: 'a=b=c', signed: 'a=b%3Dc' },
    { query: 'a=x+y&b=x%20y', signed: 'a=x%20y&b=x%20y' },
    { query: 'k=%E5%86%99', signed: 'k=%E5%86%99' },
    { query: 'k=写', signed: 'k=%E5%86%99' },
    { query: "a=!'()*", signed: 'a=%21%27%28%29%2A' },
    { query: '-._~=-._~', signed: '-._~=-._~' },
    { query: 'X-Amz-Signature=0&X-Amz-Date=1', signed: 'X-Amz-Date=1' },
  ])('$query is $signed', ({ query, signed }) => {
    expect(canonical('sqs', `/?${query}`)[2]).toBe(signed);
  });
});

describe('a header', () => {
  it.each([
    { value: 'one', signed: 'one' },
    { value: '  around  ', signed: 'around' },
    { value: 'in   between', signed: 'in between' },
    { value: '"in   quotes"', signed: '"in quotes"' },
    { value: 'MIXED Case', signed: 'MIXED Case' },
    { value: ['two', 'one'], signed: 'two,one' },
    { value: [' b ', 'a   c', 'b'], signed: 'b,a c,b' },
    { value: '', signed: '' },
  ])('of $value is signed as $signed', ({ value, signed }) => {
    const lines = canonical('sqs', '/', { host: 'lab.example', 'x-amz-note': value });
    expect(lines.slice(3)).toEqual(['host:lab.example', `x-amz-note:${signed}`, '', 'host;x-amz-note', HASH]);
  });

  it('comes in the order of the names, whatever the order in which they came', () => {
    const lines = canonical('sqs', '/', { 'x-amz-date': 'd', 'content-type': 't', host: 'h' }, 'POST');
    expect(lines).toEqual([
      'POST',
      '/',
      '',
      'content-type:t',
      'host:h',
      'x-amz-date:d',
      '',
      'content-type;host;x-amz-date',
      HASH,
    ]);
  });
});

it('a header that was not sent is empty, also one whose name every object has', () => {
  const scope = { date: '20261122', region: 'us-east-1', service: 's3' };
  const signedHeaders = ['__proto__', 'constructor', 'host'];
  const signature = { form: 'header', accessKeyId: 'AKID', scope, signature: '', timestamp, signedHeaders } as const;
  const parts = { method: 'GET', rawPath: '/', query: [], headers: { host: 'lab.example' } };
  const lines = canonicalRequest(parts, signature, HASH).split('\n');
  expect(lines.slice(3, 6)).toEqual(['__proto__:', 'constructor:', 'host:lab.example']);
});
