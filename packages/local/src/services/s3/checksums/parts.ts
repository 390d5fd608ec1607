import { type Checksum, createHasher } from '#services/s3/checksums/algorithms.ts';
import { CRC_SHAPES, combineCrc } from '#services/s3/checksums/combine.ts';
import type { PartSummary } from '#services/s3/store/version.ts';

/**
 * The checksum of an object from those of its parts: the hash of their hashes, or for CRCs that of all bytes.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html
 */
export function checksumOfParts(
  parts: readonly PartSummary[],
  wanted: Pick<Checksum, 'algorithm' | 'type'> = { algorithm: 'CRC64NVME', type: 'FULL_OBJECT' },
): Checksum | undefined {
  const { algorithm, type } = wanted;
  const values = parts.flatMap(({ checksum }) => (checksum?.algorithm === algorithm ? [checksum.value] : []));
  if (values.length !== parts.length) return undefined;
  if (type === 'COMPOSITE') {
    const hasher = createHasher(algorithm);
    for (const value of values) hasher.update(Buffer.from(value, 'base64'));
    return { algorithm, type, value: `${hasher.digest().toString('base64')}-${parts.length}` };
  }
  if (algorithm === 'SHA1' || algorithm === 'SHA256') return undefined;
  const shape = CRC_SHAPES[algorithm];
  const sums = parts.map((part, index) => ({ size: part.size, crc: toBigInt(values[index] ?? '') }));
  const whole = sums.reduce((before, { size, crc }) => combineCrc(shape, before, crc, size), 0n);
  const hex = whole.toString(16).padStart(Number(shape.width) / 4, '0');
  return { algorithm, type, value: Buffer.from(hex, 'hex').toString('base64') };
}

const toBigInt = (base64: string) => BigInt(`0x${Buffer.from(base64, 'base64').toString('hex') || '0'}`);
