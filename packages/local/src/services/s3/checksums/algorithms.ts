import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { crc32c } from '#services/s3/checksums/crc32c.ts';
import { Crc64Nvme } from '#services/s3/checksums/crc64nvme.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html */
export const CHECKSUM_ALGORITHMS = ['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256'] as const;
export type ChecksumAlgorithm = (typeof CHECKSUM_ALGORITHMS)[number];

/** Over the whole object, or over the checksums of its parts. */
export type ChecksumType = 'FULL_OBJECT' | 'COMPOSITE';

export interface Checksum {
  readonly algorithm: ChecksumAlgorithm;
  /** Base64; a composite one ends in `-PARTS`. */
  readonly value: string;
  readonly type: ChecksumType;
}

/** Something that takes bytes as they pass. */
export interface Hasher {
  update(data: Buffer): void;
  digest(): Buffer;
}

export const checksumHeader = (algorithm: ChecksumAlgorithm) => `x-amz-checksum-${algorithm.toLowerCase()}`;

/** As in XML: `ChecksumCRC32`. */
export const checksumElement = (algorithm: ChecksumAlgorithm) => `Checksum${algorithm}`;

export const isChecksumAlgorithm = (name: string): name is ChecksumAlgorithm =>
  CHECKSUM_ALGORITHMS.some((algorithm) => algorithm === name);

export function createHasher(algorithm: ChecksumAlgorithm | 'MD5'): Hasher {
  switch (algorithm) {
    case 'CRC32':
      return crc((data, previous) => crc32(data, previous));
    case 'CRC32C':
      return crc(crc32c);
    case 'CRC64NVME':
      return new Crc64Nvme();
    case 'SHA1':
      return createHash('sha1');
    case 'SHA256':
      return createHash('sha256');
    case 'MD5':
      return createHash('md5');
    default:
      return assertNever(algorithm);
  }
}

function crc(next: (data: Buffer, previous: number) => number): Hasher {
  let value = 0;
  return {
    update(data) {
      value = next(data, value);
    },
    digest() {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32BE(value);
      return bytes;
    },
  };
}

function assertNever(algorithm: never): never {
  throw new Error(`No such checksum: ${String(algorithm)}`);
}
