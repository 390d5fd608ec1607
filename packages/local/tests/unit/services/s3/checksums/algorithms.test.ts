import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { CHECKSUM_ALGORITHMS, createHasher } from '#services/s3/checksums/algorithms.ts';
import { CRC_SHAPES, combineCrc } from '#services/s3/checksums/combine.ts';
import fc from '#tests/support/fast-check.ts';

const sum = (algorithm: (typeof CHECKSUM_ALGORITHMS)[number], ...pieces: readonly Uint8Array[]) => {
  const hasher = createHasher(algorithm);
  for (const piece of pieces) hasher.update(Buffer.from(piece));
  return hasher.digest().toString('hex');
};

describe('checksums', () => {
  it.each([
    { algorithm: 'CRC32', check: 'cbf43926' },
    { algorithm: 'CRC32C', check: 'e3069283' },
    { algorithm: 'CRC64NVME', check: 'ae8b14860a799888' },
  ] as const)('$algorithm of the digits 1 to 9', ({ algorithm, check }) => {
    expect(sum(algorithm, Buffer.from('123456789'))).toBe(check);
  });

  it.each(CHECKSUM_ALGORITHMS)('%s does not depend on how the bytes come', (algorithm) => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 6 }), (pieces) => {
        expect(sum(algorithm, ...pieces)).toBe(sum(algorithm, Buffer.concat(pieces)));
      }),
    );
  });

  it.each(['CRC32', 'CRC32C', 'CRC64NVME'] as const)('%s of two pieces comes from those of each', (algorithm) => {
    const value = (bytes: Uint8Array) => BigInt(`0x${sum(algorithm, bytes)}`);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), fc.uint8Array({ maxLength: 100 }), (first, second) => {
        const combined = combineCrc(CRC_SHAPES[algorithm], value(first), value(second), second.length);
        expect(combined).toBe(value(Buffer.concat([first, second])));
      }),
    );
  });

  it('agree with the one of zlib', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(Number.parseInt(sum('CRC32', bytes), 16)).toBe(crc32(bytes));
      }),
    );
  });
});
