import { bytesField, rational, type TiffParts, tiff } from './tiff.ts';

type Tags = TiffParts['tags'];

const EXIF_DIRECTORY = 34_665;

/** A block of EXIF with these tags in its first directory and in that of the photo. */
export const exifBlock = (image: Tags, photo: Tags = {}, order: 'LE' | 'BE' = 'LE'): Buffer =>
  Buffer.concat([Buffer.from('Exif\0\0'), tiff({ tags: image, below: { [EXIF_DIRECTORY]: photo }, order })]);

/** A JPEG with this block of EXIF behind its first marker. */
export function withExifBlock(jpeg: Buffer, block: Buffer): Buffer {
  const segment = Buffer.from([0xff, 0xe1, 0, 0]);
  segment.writeUInt16BE(block.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), segment, block, jpeg.subarray(2)]);
}

/** What the picture of `described` tells. */
export const CAMERA_TAGS: { readonly image: Tags; readonly photo: Tags } = {
  image: { 271: 'NIKON CORPORATION', 272: 'NIKON D850' },
  photo: {
    33434: rational('LE', [1, 60]),
    33437: rational('LE', [28, 10]),
    34855: 200,
    36867: '2026:06:21 21:34:00',
    36881: '+02:00',
    37386: rational('LE', [35, 1]),
    42036: bytesField(Buffer.from('Objektiv für Bilder\0', 'latin1'), 2),
  },
};
