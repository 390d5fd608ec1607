import type { GatewayRequest } from '#gateway/service.ts';
import type { Checksum, ChecksumAlgorithm, Hasher } from '#services/s3/checksums/algorithms.ts';
import { checksumHeader, createHasher } from '#services/s3/checksums/algorithms.ts';
import { checkForm, type ExpectedChecksum, readExpectedChecksum } from '#services/s3/checksums/expected.ts';
import { s3Errors } from '#services/s3/errors.ts';
import { LARGEST_OBJECT } from '#services/s3/operation.ts';
import type { Blobs } from '#services/s3/store/blobs.ts';
import type { Segment } from '#services/s3/store/version.ts';

/** A payload on the disk, with what was computed while it went there. */
export interface Received {
  readonly segment: Segment;
  /** MD5 in hexadecimal: the ETag of what is uploaded in one piece. */
  readonly md5: string;
  readonly checksum: Checksum;
}

/** What S3 computes when the client sends no checksum. */
const DEFAULT_ALGORITHM: ChecksumAlgorithm = 'CRC64NVME';

type Payload = Pick<GatewayRequest, 'headers' | 'body' | 'trailers'>;

/**
 * Writes a payload to the disk and checks it against length, MD5 and checksum of the request;
 * throws `BadDigest`, `IncompleteBody`, `EntityTooLarge` and leaves nothing behind.
 */
export async function receive(blobs: Blobs, payload: Payload, fallback = DEFAULT_ALGORITHM): Promise<Received> {
  const { headers } = payload;
  const length = declaredLength(headers);
  const expected = readExpectedChecksum(headers);
  const wantedMd5 = readContentMd5(headers['content-md5']);
  const stored = await store(blobs, payload.body, expected?.algorithm ?? fallback);
  try {
    if (stored.segment.size !== length) throw s3Errors.incompleteBody();
    if (wantedMd5 !== undefined && wantedMd5 !== stored.md5) throw s3Errors.badMd5(wantedMd5, stored.md5);
    if (expected) verify(expected, stored.checksum, payload.trailers);
  } catch (error) {
    blobs.remove([stored.segment]);
    throw error;
  }
  return stored;
}

/** Writes bytes from anywhere, such as another object, computing MD5 and checksum. */
export async function store(
  blobs: Blobs,
  body: AsyncIterable<Buffer>,
  algorithm: ChecksumAlgorithm,
): Promise<Received> {
  const md5 = createHasher('MD5');
  const checksum = createHasher(algorithm);
  const segment = await blobs.write(body, (data) => {
    md5.update(data);
    checksum.update(data);
  });
  return {
    segment,
    md5: md5.digest().toString('hex'),
    checksum: { algorithm, value: base64(checksum), type: 'FULL_OBJECT' },
  };
}

const base64 = (hasher: Hasher) => hasher.digest().toString('base64');

function declaredLength(headers: Payload['headers']): number {
  const length = Number(headers['content-length'] ?? Number.NaN);
  if (Number.isNaN(length)) throw s3Errors.missingContentLength();
  if (length > LARGEST_OBJECT) throw s3Errors.entityTooLarge(length);
  return length;
}

export function readContentMd5(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  const bytes = Buffer.from(header, 'base64');
  if (bytes.length !== 16) throw s3Errors.invalidDigest(header);
  return bytes.toString('hex');
}

export function verify(expected: ExpectedChecksum, computed: Checksum, trailers: Payload['trailers']): void {
  const { algorithm } = expected;
  const value = expected.value ?? trailers[checksumHeader(algorithm)];
  if (value === undefined) {
    if (expected.inTrailer) throw s3Errors.invalidRequest(`The trailer ${checksumHeader(algorithm)} is missing.`);
    return;
  }
  checkForm(algorithm, value);
  if (value !== computed.value) throw s3Errors.badChecksum(algorithm);
}
