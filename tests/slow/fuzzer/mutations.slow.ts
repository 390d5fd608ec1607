import { seededRandom } from '@safelight/asl/testing/mock-ports';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { bmpHeader } from '#functions/images/decode/bmp/header.ts';
import { developedKinds } from '#tests/support/pictures/developed.ts';
import { claimSize } from '../../../scripts/fuzz/claim-size.ts';
import { largerOriginals, originalsIn } from '../../../scripts/fuzz/corpus.ts';
import { mutations } from '../../../scripts/fuzz/mutations.ts';

const originals = await largerOriginals();

describe.each(mutations)('$name', (mutation) => {
  it('gives the same bytes for the same dice, and leaves its argument alone', () => {
    for (const { bytes } of originals) {
      const before = Buffer.from(bytes);
      const [once, twice] = [1, 2].map(() => mutation.apply(bytes, seededRandom(5), before));
      expect(once?.equals(twice ?? before)).toBe(true);
      expect(bytes.equals(before)).toBe(true);
    }
  });

  it('takes files of any length from one byte on', () => {
    for (const length of [1, 2, 3, 8, 64])
      for (let seed = 0; seed < 50; seed += 1) {
        const tiny = Buffer.alloc(length, 0x47);
        expect(mutation.apply(tiny, seededRandom(seed), tiny)).toBeInstanceOf(Buffer);
      }
  });
});

describe('a lie about the size', () => {
  const [WIDTH, HEIGHT] = [12_345, 4_321];

  it.each(originals.map(({ bytes, extension }, index) => ({ bytes, name: `${index}${extension}` })))(
    'is what the header then says ($name)',
    async ({ bytes }) => {
      const lie = claimSize(bytes, WIDTH, HEIGHT);
      const { width, height, pageHeight } = await sharp(lie, { limitInputPixels: false, failOn: 'none' }).metadata();
      expect([width, pageHeight ?? height]).toEqual([WIDTH, HEIGHT]);
    },
  );

  it('is what the header of a BMP then says', async () => {
    const lie = claimSize((await developedKinds.BMP?.['24 bits']?.()) ?? Buffer.alloc(0), WIDTH, HEIGHT);
    expect(bmpHeader(lie ?? Buffer.alloc(0))).toMatchObject({ width: WIDTH, height: HEIGHT });
  });

  it.each([
    ['text', Buffer.from('no picture at all, and long enough to be one')],
    ['nothing', Buffer.alloc(0)],
  ])('needs a picture, not %s', (_, bytes) => expect(claimSize(bytes, 1, 1)).toBeUndefined());
});

it('refuses a folder that is not there in one line', async () => {
  await expect(originalsIn('/nowhere')).rejects.toThrow('--images /nowhere: there is no such folder.');
});
