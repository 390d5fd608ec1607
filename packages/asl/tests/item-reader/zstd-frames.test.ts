import { constants, zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ZstdFrames } from '../../src/map/item-reader/zstd-frames.ts';

const { ZSTD_c_checksumFlag, ZSTD_c_contentSizeFlag } = constants;

/** Fed in pieces of that size. */
function isWhole(bytes: Buffer, piece = 1): boolean {
  const frames = new ZstdFrames();
  for (let at = 0; at < bytes.length; at += piece) frames.push(bytes.subarray(at, at + piece));
  return frames.isWhole;
}

const flags = fc.record({ sum: fc.boolean(), size: fc.boolean() });
const content = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc.nat({ max: 300_000 }).map((length) => new Uint8Array(length)),
  fc.nat({ max: 140_000 }).map((length) => Uint8Array.from({ length }, (_, at) => (at * at) >> 3)),
);

it('frames are whole at their end, and at no place before it', () => {
  fc.assert(
    fc.property(
      content,
      flags,
      fc.integer({ min: 1, max: 5_000 }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (data, { sum, size }, piece, cut) => {
        const params = { [ZSTD_c_checksumFlag]: Number(sum), [ZSTD_c_contentSizeFlag]: Number(size) };
        const frame = zstdCompressSync(data, { params });
        expect(isWhole(frame, piece)).toBe(true);
        expect(isWhole(frame.subarray(0, Math.floor(frame.length * cut)), piece)).toBe(false);
        expect(isWhole(Buffer.concat([frame, frame]), piece)).toBe(true);
      },
    ),
    { numRuns: 150 },
  );
});

it.each<[string, Buffer, boolean]>([
  ['nothing', Buffer.alloc(0), false],
  ['a frame that is skipped', Buffer.from('502a4d1803000000616263', 'hex'), true],
  ['a frame that is skipped, cut', Buffer.from('502a4d18030000006162', 'hex'), false],
  ['a frame of nothing that is skipped', Buffer.from('502a4d1800000000', 'hex'), true],
  ['no frame', Buffer.from('n\n1\n2\n3\n'), false],
])('%s', (_, bytes, expected) => {
  expect(isWhole(bytes)).toBe(expected);
  expect(isWhole(bytes, 100)).toBe(expected);
});
