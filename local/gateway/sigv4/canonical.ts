import { encodeRfc3986, type QueryPair } from '#gateway/sigv4/encoding.ts';
import type { Signature } from '#gateway/sigv4/signature.ts';
import { scopeText, sha256Hex } from '#gateway/sigv4/signing.ts';

/** The parts of an HTTP request that a signature covers. */
export interface SignedParts {
  readonly method: string;
  /** Percent-encoded as sent, without the query. */
  readonly rawPath: string;
  readonly query: readonly QueryPair[];
  readonly headers: Readonly<Record<string, string>>;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html */
export function canonicalRequest(parts: SignedParts, signature: Signature, payloadHash: string): string {
  const { signedHeaders } = signature;
  return [
    parts.method,
    canonicalPath(parts.rawPath, signature.scope.service),
    canonicalQuery(parts.query),
    ...signedHeaders.map((name) => `${name}:${canonicalValue(parts.headers[name] ?? '')}`),
    '',
    signedHeaders.join(';'),
    payloadHash,
  ].join('\n');
}

export const stringToSign = (signature: Signature, canonical: string) =>
  `AWS4-HMAC-SHA256\n${signature.timestamp}\n${scopeText(signature.scope)}\n${sha256Hex(canonical)}`;

/** Every service but S3 signs the path encoded once more than it is sent. */
const canonicalPath = (rawPath: string, service: string) =>
  service === 's3' || rawPath === '/' ? rawPath : rawPath.split('/').map(encodeRfc3986).join('/');

function canonicalQuery(query: readonly QueryPair[]): string {
  if (query.length === 0) return '';
  return query
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => [encodeRfc3986(name), encodeRfc3986(value)] as const)
    .toSorted(byNameThenValue)
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

const byNameThenValue = (a: QueryPair, b: QueryPair) => compare(a[0], b[0]) || compare(a[1], b[1]);

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

const canonicalValue = (value: string) => value.trim().replaceAll(/ +/g, ' ');
