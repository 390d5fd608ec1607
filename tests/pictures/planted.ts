import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { bmp, bottomUp } from '#tests/support/pictures/bmp.ts';
import { exifBlock, withExifBlock } from '#tests/support/pictures/exif.ts';
import { HEIGHT, scenePixels, sceneTiff, WIDTH } from '#tests/support/pictures/kinds.ts';
import { png, pngChunk } from '#tests/support/pictures/png.ts';
import { bytesField, tiff } from '#tests/support/pictures/tiff.ts';
import { animation, scene } from '#tests/support/pictures.ts';

/** A picture with a secret in one of its metadata blocks. */
export interface PlantedPicture {
  readonly name: string;
  readonly secret: string;
  readonly bytes: Buffer;
}

const SIZE = { width: WIDTH, height: HEIGHT };
const ARTIST = 315;
const DESCRIPTION = 270;
const XMP_TAG = 700;
const IPTC_TAG = 33_723;
const MAKER_NOTE = 37_500;
const USER_COMMENT = 37_510;
const GPS_DIRECTORY = 34_853;
const GPS_AREA = 28;

const xmp = (secret: string) =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" dc:creator="${secret}"/></rdf:RDF></x:xmpmeta>`;
const exif = (secret: string) =>
  exifBlock(
    { [ARTIST]: secret },
    { [MAKER_NOTE]: bytesField(Buffer.from(secret)), [USER_COMMENT]: bytesField(Buffer.from(`ASCII\0\0\0${secret}`)) },
  );
const position = (secret: string) =>
  Buffer.concat([
    Buffer.from('Exif\0\0'),
    tiff({ tags: {}, below: { [GPS_DIRECTORY]: { [GPS_AREA]: bytesField(Buffer.from(secret)) } } }),
  ]);

/** A segment of a JPEG behind its first marker. */
function segment(jpeg: Buffer, marker: number, text: string): Buffer {
  const content = Buffer.from(text, 'latin1');
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, content, jpeg.subarray(2)]);
}

const iptc = (secret: string) => `\x1c\x02\x50\0${String.fromCharCode(secret.length)}${secret}`;
const pngWith = async (...before: readonly Buffer[]) => png({ ...SIZE, pixels: await scenePixels(), before });
const shown = () => scene(WIDTH, HEIGHT);
const jpeg = () => shown().jpeg().toBuffer();

/** A GIF with an extension before its first frame. */
const gifWith = async (label: number, head: Buffer, secret: string) => {
  const bytes = await animation('gif');
  const at = 13 + ((bytes[10] ?? 0) & 0x80 ? 3 * 2 ** (((bytes[10] ?? 0) & 7) + 1) : 0);
  const block = Buffer.from([0x21, label, ...head, secret.length, ...Buffer.from(secret), 0]);
  return Buffer.concat([bytes.subarray(0, at), block, bytes.subarray(at)]);
};

type Make = (secret: string) => Promise<Buffer>;

const PLACES: Readonly<Record<string, Make>> = {
  'exif.jpg': async (secret) => withExifBlock(await jpeg(), exif(secret)),
  'position.jpg': async (secret) => withExifBlock(await jpeg(), position(secret)),
  'xmp.jpg': async (secret) => segment(await jpeg(), 0xe1, `http://ns.adobe.com/xap/1.0/\0${xmp(secret)}`),
  'iptc.jpg': async (secret) =>
    segment(
      await jpeg(),
      0xed,
      `Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0${String.fromCharCode(iptc(secret).length)}${iptc(secret)}`,
    ),
  'comment.jpg': async (secret) => segment(await jpeg(), 0xfe, secret),
  'behind.jpg': async (secret) => Buffer.concat([await jpeg(), Buffer.from(secret)]),
  'text.png': (secret) => pngWith(pngChunk('tEXt', Buffer.from(`Author\0${secret}`))),
  'compressed-text.png': (secret) =>
    pngWith(pngChunk('zTXt', Buffer.concat([Buffer.from('Author\0\0'), deflateSync(Buffer.from(secret))]))),
  'international-text.png': (secret) => pngWith(pngChunk('iTXt', Buffer.from(`Author\0\0\0\0\0${secret}`))),
  'exif.png': (secret) => pngWith(pngChunk('eXIf', exif(secret).subarray(6))),
  'exif-behind.png': async (secret) =>
    png({ ...SIZE, pixels: await scenePixels(), after: [pngChunk('eXIf', exif(secret).subarray(6))] }),
  'exif.webp': async (secret) =>
    shown()
      .withExif({ IFD0: { Artist: secret } })
      .webp()
      .toBuffer(),
  'xmp.webp': (secret) => shown().withXmp(xmp(secret)).webp().toBuffer(),
  'moving.webp': async (secret) =>
    sharp(await animation('webp'), { animated: true })
      .withExif({ IFD0: { Artist: secret } })
      .webp()
      .toBuffer(),
  'exif.avif': (secret) =>
    shown()
      .withExif({ IFD0: { Artist: secret } })
      .avif({ effort: 0 })
      .toBuffer(),
  'xmp.avif': (secret) => shown().withXmp(xmp(secret)).avif({ effort: 0 }).toBuffer(),
  'comment.gif': (secret) => gifWith(0xfe, Buffer.alloc(0), secret),
  'xmp.gif': (secret) => gifWith(0xff, Buffer.from('\x0bXMP DataXMP', 'latin1'), secret),
  'tags.tif': (secret) => sceneTiff({ [ARTIST]: secret, [DESCRIPTION]: secret }),
  'xmp.tif': (secret) => sceneTiff({ [XMP_TAG]: bytesField(Buffer.from(xmp(secret)), 1) }),
  'iptc.tif': (secret) => sceneTiff({ [IPTC_TAG]: bytesField(Buffer.from(iptc(secret), 'latin1')) }),
  'exif.tif': (secret) => sceneTiff({}, { below: { 34665: { [MAKER_NOTE]: bytesField(Buffer.from(secret)) } } }),
  'behind.bmp': async (secret) =>
    Buffer.concat([bmp({ ...SIZE, bits: 24, pixels: bottomUp(await scenePixels(), WIDTH, 3) }), Buffer.from(secret)]),
  'rejected.dng': (secret) => sceneTiff({ [ARTIST]: secret, 50706: bytesField(Buffer.from([1, 4, 0, 0]), 1) }),
};

/** A picture for every metadata block of every container, each with a secret of its own. */
export async function plantedPictures(secretOf: (index: number) => string): Promise<readonly PlantedPicture[]> {
  return Promise.all(
    Object.entries(PLACES).map(async ([name, make], index) => {
      const secret = secretOf(index);
      return { name, secret, bytes: await make(secret) };
    }),
  );
}

/** How a secret may be written down: as it is, in UTF-16, and in base64 from any of three places. */
export function writings(secret: string): readonly Buffer[] {
  const little = Buffer.from(secret, 'utf16le');
  const big = Buffer.from(little).swap16();
  const encoded = [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), Buffer.from(secret)]).toString('base64');
    // Without the first and last signs, which depend on what stands beside it.
    return Buffer.from(text.slice(shift === 0 ? 0 : shift + 1, -4));
  });
  return [Buffer.from(secret), little, big, ...encoded];
}
