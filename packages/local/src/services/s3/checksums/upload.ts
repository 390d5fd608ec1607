import type { Checksum } from '#services/s3/checksums/algorithms.ts';
import { readAlgorithm, readExpectedChecksum } from '#services/s3/checksums/expected.ts';
import { s3Errors } from '#services/s3/errors.ts';
import type { Upload, UploadedPart } from '#services/s3/store/version.ts';

type Kind = Pick<Checksum, 'algorithm' | 'type'>;
type Headers = Readonly<Record<string, string>>;

/**
 * The kind of checksum that an upload in parts is begun with. Sums of hashes exist only of parts, CRC-64 only of whole
 * objects. https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html
 */
export function readUploadChecksum(headers: Headers): Kind | undefined {
  const algorithm = readAlgorithm(headers['x-amz-checksum-algorithm']);
  const asked = headers['x-amz-checksum-type'];
  if (!algorithm) {
    if (asked === undefined) return undefined;
    throw s3Errors.invalidRequest(
      'The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.',
    );
  }
  const type = asked ?? (algorithm === 'CRC64NVME' ? 'FULL_OBJECT' : 'COMPOSITE');
  if (type !== 'FULL_OBJECT' && type !== 'COMPOSITE') {
    throw s3Errors.invalidRequest('Value for x-amz-checksum-type header is invalid.');
  }
  const possible = type === 'FULL_OBJECT' ? algorithm.startsWith('CRC') : algorithm !== 'CRC64NVME';
  if (!possible) {
    throw s3Errors.invalidRequest(
      `The ${type} checksum type cannot be used with the ${algorithm.toLowerCase()} checksum algorithm.`,
    );
  }
  return { algorithm, type };
}

/**
 * Throws `InvalidRequest` for a part whose checksum is not the upload's. An upload without one takes CRC-32, which SDKs
 * send of themselves, and CRC-64, which S3 computes of itself.
 */
export function checkPartChecksum({ checksum }: Upload, headers: Headers): void {
  const actual = readExpectedChecksum(headers)?.algorithm;
  if (checksum === undefined) {
    if (actual !== undefined && actual !== 'CRC32' && actual !== 'CRC64NVME') {
      throw s3Errors.checksumMismatch(undefined, actual);
    }
    return;
  }
  if (actual === undefined && checksum.type === 'FULL_OBJECT') return;
  if (actual !== checksum.algorithm) throw s3Errors.checksumMismatch(checksum.algorithm, actual);
}

/** What the whole is summed by: what the upload was begun with, or what all its parts came with. */
export function checksumKind({ checksum }: Upload, parts: readonly UploadedPart[]): Kind {
  if (checksum) return checksum;
  const sentBySdk = parts.every((part) => part.checksum?.algorithm === 'CRC32');
  return sentBySdk ? { algorithm: 'CRC32', type: 'COMPOSITE' } : { algorithm: 'CRC64NVME', type: 'FULL_OBJECT' };
}
