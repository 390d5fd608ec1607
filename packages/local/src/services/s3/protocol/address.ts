import type { GatewayRequest } from '#gateway/service.ts';
import { decodePercent } from '#gateway/sigv4/encoding.ts';
import { s3Errors } from '#services/s3/errors.ts';

/** Bucket and key that a request names; empty where it names none. */
export interface Address {
  readonly bucket: string;
  readonly key: string;
}

const LONGEST_KEY_BYTES = 1_024;

/** `bucket.localhost`, `bucket.s3.localhost` and `bucket.s3.us-east-1.localhost`, each with a port. */
const VIRTUAL_HOST = /^(.+?)(?:\.s3(?:[.-][a-z0-9-]+)?)?\.localhost(?::\d+)?$/;

/**
 * Path-style or virtual-hosted. The path is decoded once and never interpreted: `..` and `//` are parts of a key.
 * Throws `InvalidURI` for broken percent-encoding and `KeyTooLongError` beyond 1,024 bytes.
 */
export function readAddress({ rawPath, headers }: Pick<GatewayRequest, 'rawPath' | 'headers'>): Address {
  const host = VIRTUAL_HOST.exec(headers.host ?? '')?.[1];
  const path = rawPath.replace(/^\//, '');
  if (host !== undefined && host !== 's3' && !host.startsWith('s3.')) return { bucket: host, key: decodeKey(path) };
  const slash = path.indexOf('/');
  if (slash < 0) return { bucket: decode(path), key: '' };
  return { bucket: decode(path.slice(0, slash)), key: decodeKey(path.slice(slash + 1)) };
}

export function decodeKey(encoded: string): string {
  const key = decode(encoded);
  const size = Buffer.byteLength(key);
  if (size > LONGEST_KEY_BYTES) throw s3Errors.keyTooLong(size);
  return key;
}

function decode(encoded: string): string {
  const decoded = decodePercent(encoded);
  if (decoded === undefined) throw s3Errors.invalidUri();
  return decoded;
}
