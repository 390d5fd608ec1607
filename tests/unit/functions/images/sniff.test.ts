import { describe, expect, it } from 'vitest';
import { open } from '#functions/images/decode/sharp.ts';
import { sniff } from '#functions/images/decode/sniff.ts';
import { isoMedia, jpeg2000, svg } from '#tests/support/pictures/hostile-pictures.ts';
import { scene } from '#tests/support/pictures.ts';

const text = (content: string) => Buffer.from(content, 'latin1');

describe('sniff', () => {
  it.each(['jpeg', 'png', 'webp', 'avif', 'gif', 'tiff'] as const)('knows %s by its bytes', async (format) => {
    expect(sniff(await scene(16, 16).toFormat(format).toBuffer())).toBe(format);
  });

  it.each([
    ['BigTIFF, little-endian', text('II+\0\x08\0\0\0')],
    ['BigTIFF, big-endian', text('MM\0+\0\x08\0\0')],
  ])('knows %s', (_name, bytes) => expect(sniff(bytes)).toBe('tiff'));

  it.each([
    ['Images 4: HEIC is rejected by name, by its brand', 'Rejected.Heic', isoMedia('heic', 'mif1', 'heic')],
    ['Images 4: HEIC under its general brand', 'Rejected.Heic', isoMedia('mif1', 'miaf')],
    ['Images 4: HEIC bursts', 'Rejected.Heic', isoMedia('msf1', 'hevc')],
    ['Images 7: SVG is rejected', 'Rejected.Svg', svg()],
    ['Images 7: SVG behind a comment', 'Rejected.Svg', svg('x'.repeat(500))],
    ['Images 8: zero bytes', 'Rejected.Empty', Buffer.alloc(0)],
    ['Images 8: text', 'Rejected.UnsupportedFormat', text('This is no picture.')],
    ['Images 8: fewer bytes than a signature', 'Rejected.UnsupportedFormat', Buffer.from([0xff])],
    ['a film', 'Rejected.UnsupportedFormat', isoMedia('isom', 'mp41')],
    ['a box that claims to be longer than the file', 'Rejected.UnsupportedFormat', text('\xff\xff\xff\xffftypzzzz')],
    ['JPEG 2000', 'Rejected.Jpeg2000', jpeg2000],
  ])('%s', (_name, error, bytes) => {
    expect(() => sniff(bytes)).toThrowError(expect.objectContaining({ name: error }));
  });

  it('takes AVIF for AVIF where the major brand is the general one', () => {
    expect(sniff(isoMedia('mif1', 'miaf', 'avif'))).toBe('avif');
  });
});

it.each([
  ['SVG', svg()],
  ['PPM', Buffer.from('P6 1 1 255\n\x01\x02\x03', 'latin1')],
  ['CSV as a matrix', Buffer.from('1,2\n3,4\n')],
])('Images 7: %s cannot be opened, even by whoever forgets to sniff', async (_name, bytes) => {
  await expect(open(bytes).metadata()).rejects.toThrow('unsupported image format');
});
