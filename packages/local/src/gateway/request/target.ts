import { AwsError } from '#gateway/aws-error.ts';
import type { Message } from '#gateway/request/message.ts';
import { type QueryPair, queryPairs } from '#gateway/sigv4/encoding.ts';
import { readSignature, type Signature } from '#gateway/sigv4/signature.ts';

/** Where a request wants to go, and the signature that says so. */
export interface Target {
  /** A signing name; what is not signed is for S3, the only service here that answers strangers. */
  readonly service: string;
  readonly rawPath: string;
  readonly query: URLSearchParams;
  readonly pairs: readonly QueryPair[];
  readonly headers: Readonly<Record<string, string>>;
  /** Each value of the headers that came several times, as they are signed. */
  readonly repeated: Readonly<Record<string, readonly string[]>>;
  readonly signature: Signature | undefined;
  /** Why the signature cannot be read; thrown once the service, and so the form of errors, is known. */
  readonly unreadable?: AwsError;
}

export function readTarget(message: Message): Target {
  const url = asText(message.url ?? '/');
  const at = url.indexOf('?');
  const rawPath = at < 0 ? url : url.slice(0, at);
  const pairs = queryPairs(at < 0 ? '' : url.slice(at + 1));
  const headers = flatHeaders(message);
  const base = {
    rawPath,
    pairs,
    query: new URLSearchParams(pairs.length === 0 ? '' : pairs.map(([name, value]): [string, string] => [name, value])),
    headers,
    repeated: repeatedHeaders(message),
  };
  try {
    const signature = readSignature(headers, pairs);
    return { ...base, signature, service: signature?.scope.service ?? 's3' };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return { ...base, signature: undefined, service: 's3', unreadable: error };
  }
}

/** Bytes of UTF-8 that nobody encoded arrive as Latin-1, one character a byte. */
const asText = (url: string) => (/[\x80-\xff]/.test(url) ? Buffer.from(url, 'latin1').toString('utf8') : url);

const NONE = {};

function repeatedHeaders(message: Message): Readonly<Record<string, readonly string[]>> {
  // Node makes the lists when they are first asked for, which few requests need.
  if (message.rawHeaders?.length === 2 * Object.keys(message.headers).length) return NONE;
  const { headersDistinct = {} } = message;
  const repeated: Record<string, readonly string[]> = {};
  for (const name in headersDistinct) {
    const values = headersDistinct[name];
    if (values && values.length > 1) repeated[name] = values;
  }
  return repeated;
}

function flatHeaders(message: Message): Readonly<Record<string, string>> {
  const flat: Record<string, string> = {};
  for (const name in message.headers) {
    const value = message.headers[name];
    if (value !== undefined) flat[name] = Array.isArray(value) ? value.join(',') : value;
  }
  return flat;
}
