import { TAG, type TiffFacts, tiffFacts } from './facts.ts';

const REDUCED_RESOLUTION = 1;
const COLOUR_FILTER_ARRAY = 32_803;
const LINEAR_RAW = 34_892;

/** Raw formats with first bytes of their own: where these are, and what they are. */
const SIGNATURES: readonly (readonly [at: number, bytes: string, name: string])[] = [
  [0, 'FUJIFILMCCD-RAW', 'RAF'],
  [0, 'IIRO', 'ORF'],
  [0, 'IIRS', 'ORF'],
  [0, 'MMOR', 'ORF'],
  [0, 'IIU\0', 'RW2'],
  [0, '\0MRM', 'MRW'],
  [0, 'FOVb', 'X3F'],
  [6, 'HEAPCCDR', 'CRW'],
  [4, 'ftypcrx ', 'CR3'],
  [8, 'CR\x02', 'CR2'],
];

/**
 * Tells a camera's raw file, by name (`DNG`, `CR2`, `raw`). The first directory of those that are TIFFs holds a thumbnail,
 * which decoders of TIFF take for the picture.
 * https://helpx.adobe.com/camera-raw/digital-negative.html, https://exiftool.org/TagNames/EXIF.html
 */
export function cameraRaw(bytes: Buffer): string | undefined {
  const signed = SIGNATURES.find(([at, magic]) => bytes.toString('latin1', at, at + magic.length) === magic);
  if (signed) return signed[2];
  const facts = tiffFacts(bytes);
  if (!facts) return undefined;
  if (facts.tags.has(TAG.dngVersion)) return 'DNG';
  return isRaw(facts) ? rawOf(facts) : undefined;
}

function isRaw({ photometric, tags, reader }: TiffFacts): boolean {
  if (photometric === COLOUR_FILTER_ARRAY || photometric === LINEAR_RAW) return true;
  const isThumbnail = ((reader.number(tags.get(TAG.newSubfileType)) ?? 0) & REDUCED_RESOLUTION) !== 0;
  return isThumbnail && tags.has(TAG.subIfds);
}

/** By who made the camera, as these formats are told by nothing else. */
function rawOf({ tags, reader }: TiffFacts): string {
  const make = reader.bytes(tags.get(TAG.make)).toString('latin1');
  if (/nikon/i.test(make)) return 'NEF';
  if (/sony/i.test(make)) return 'ARW';
  if (/pentax|ricoh/i.test(make)) return 'PEF';
  return 'raw';
}
