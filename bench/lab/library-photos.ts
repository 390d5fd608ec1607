import { PutObjectCommand } from '@aws-sdk/client-s3';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import sharp from 'sharp';
import type { Lab } from '#lab/lab.ts';
import { forEachAtOnce } from '../../scripts/lib/at-once.ts';
import { madePictures, picturesIn } from './pictures.ts';

const UPLOADS_AT_ONCE = 8;
const OUT_OF_A_HUNDRED = 100;
const SOURCE = { width: 800, height: 600 };
const SIDE = { least: 160, most: 640 };

export interface LibraryPhoto {
  readonly key: string;
  readonly isBroken: boolean;
  readonly bytes: number;
}

/** Pictures to make others of, of a size from which cutting is quick: a folder's, or some made by code. */
export async function sourcesOf(images: string | undefined): Promise<readonly Buffer[]> {
  const pictures = images === undefined ? await madePictures(8, SOURCE) : (await picturesIn(images)).pictures;
  const sources: Buffer[] = [];
  for (const { bytes } of pictures) {
    const flat = sharp(bytes).rotate().flatten().toColourspace('srgb');
    sources.push(
      await flat
        .resize({ ...SOURCE, fit: 'inside', withoutEnlargement: true })
        .jpeg({ quality: 95 })
        .toBuffer(),
    );
  }
  return sources;
}

/** Uploads so many photos that are all different: cut out of the sources and encoded again, some cut short. */
export async function uploadLibrary(
  { s3, names }: Lab,
  sources: readonly Buffer[],
  { total, broken }: { readonly total: number; readonly broken: number },
): Promise<readonly LibraryPhoto[]> {
  const photos: LibraryPhoto[] = [];
  const indexes = Array.from({ length: total }, (_, index) => index);
  await forEachAtOnce(UPLOADS_AT_ONCE, indexes, async (index) => {
    const key = `library/${String(index).padStart(6, '0')}.jpg`;
    const isBroken = index % OUT_OF_A_HUNDRED < broken;
    const whole = await cropped(sources[index % sources.length], index);
    const Body = isBroken ? whole.subarray(0, Math.floor(whole.length / 2)) : whole;
    await s3.send(new PutObjectCommand({ Bucket: names.sourceBucket, Key: key, Body }));
    photos[index] = { key, isBroken, bytes: Body.length };
  });
  return photos;
}

/** Another part of the picture for each index, so that no two photos are the same. */
async function cropped(source: Buffer | undefined, index: number): Promise<Buffer> {
  if (source === undefined) throw new Error('there is nothing to cut from');
  const picture = sharp(source);
  const { width: across = 1, height: down = 1 } = await picture.metadata();
  const part = (whole: number, step: number) => {
    const length = Math.max(1, Math.floor(whole * (0.5 + ((index * step) % 40) / 100)));
    return { length, from: (index * 7) % Math.max(1, whole - length) };
  };
  const [x, y] = [part(across, 13), part(down, 17)];
  const width = Math.min(SIDE.most, Math.max(SIDE.least, x.length + (index % 97)));
  return picture
    .extract({ left: x.from, top: y.from, width: x.length, height: y.length })
    .resize({ width })
    .jpeg({ quality: 70 + (index % 25) })
    .toBuffer();
}

/** As if photos had been developed by another configuration. */
export async function outdate({ dynamodb, names }: Lab, keys: readonly string[]): Promise<void> {
  await forEachAtOnce(UPLOADS_AT_ONCE, keys, async (key) => {
    const values = { UpdateExpression: 'SET configuration = :other', ExpressionAttributeValues: { ':other': 'other' } };
    await dynamodb.send(new UpdateCommand({ TableName: names.imagesTable, Key: { key }, ...values }));
  });
}
