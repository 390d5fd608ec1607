import { encodeRfc3986, type QueryPair } from '#gateway/sigv4/encoding.ts';
import type { Signature } from '#gateway/sigv4/signature.ts';
import { scopeText, sha256Hex } from '#gateway/sigv4/signing.ts';

/** The parts of an HTTP request that a signature covers. */
export interface SignedParts {
  readonly method: string;
  /** Percent-encoded as sent, without the query. */
  readonly rawPath: string;
  readonly query: readonly QueryPair[];
  /** Names in lower case; a list where a header came several times. */
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html */
export function canonicalRequest(parts: SignedParts, signature: Signature, payloadHash: string): string {
  const { signedHeaders } = signature;
  return [
    parts.method,
    canonicalPath(parts.rawPath, signature.scope.service),
    canonicalQuery(parts.query),
    ...signedHeaders.map((name) => `${name}:${canonicalValue(sentValue(parts.headers, name))}`),
    '',
    signedHeaders.join(';'),
    payloadHash,
  ].join('\n');
}

export const stringToSign = (signature: Signature, canonical: string) =>
  `AWS4-HMAC-SHA256\n${signature.timestamp}\n${scopeText(signature.scope)}\n${sha256Hex(canonical)}`;

/** Every service but S3, where `a//b` and `a/../b` are names, signs the path normalised, and encoded once more than it is sent. */
const canonicalPath = (rawPath: string, service: string) =>
  service === 's3' || rawPath === '/' ? rawPath : normalised(rawPath).map(encodeRfc3986).join('/');

/** Segments without `.`, `..` and the empty ones of doubled slashes, as AWS's own clients sign it: a slash ends it where one is sent. */
function normalised(path: string): readonly string[] {
  const kept: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') kept.pop();
    else if (segment !== '.' && segment !== '') kept.push(segment);
  }
  return ['', ...kept, ...(path.endsWith('/') || kept.length === 0 ? [''] : [])];
}

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

/** Nobody sends headers that every object has: what is signed of one is nothing. */
const sentValue = (headers: SignedParts['headers'], name: string) =>
  Object.hasOwn(headers, name) ? headers[name] : undefined;

/** The values of a header that came several times are joined by a comma alone, in the order in which they came. */
const canonicalValue = (value: string | readonly string[] = '') =>
  typeof value === 'string' ? oneSpaced(value) : value.map(oneSpaced).join(',');

function oneSpaced(value: string): string {
  const trimmed = value.trim();
  return trimmed.includes('  ') ? trimmed.replaceAll(/ +/g, ' ') : trimmed;
}
