import { PutObjectCommand } from '@aws-sdk/client-s3';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import sharp from 'sharp';
import type { Lab } from '#lab/lab.ts';
import { forEachAtOnce } from '../../scripts/lib/at-once.ts';
import { madePictures, type Picture, picturesIn } from './pictures.ts';

const UPLOADS_AT_ONCE = 8;
const OUT_OF_A_HUNDRED = 100;
const SIDE = { least: 160, most: 640 };

export interface LibraryPhoto {
  readonly key: string;
  readonly isBroken: boolean;
}

/** Pictures to make others of: a folder's, or some made by code. */
export async function sourcesOf(images: string | undefined): Promise<readonly Picture[]> {
  return images === undefined ? madePictures(8, { width: 800, height: 600 }) : (await picturesIn(images)).pictures;
}

/** Uploads so many photos that are all different: cut out of the sources and encoded again, some cut short. */
export async function uploadLibrary(
  { s3, names }: Lab,
  sources: readonly Picture[],
  { total, broken }: { readonly total: number; readonly broken: number },
): Promise<readonly LibraryPhoto[]> {
  const photos = Array.from({ length: total }, (_, index) => ({
    key: `library/${String(index).padStart(6, '0')}.jpg`,
    isBroken: index % OUT_OF_A_HUNDRED < broken,
    index,
  }));
  await forEachAtOnce(UPLOADS_AT_ONCE, photos, async ({ key, isBroken, index }) => {
    const whole = await cropped(sources[index % sources.length], index);
    const Body = isBroken ? whole.subarray(0, Math.floor(whole.length / 2)) : whole;
    await s3.send(new PutObjectCommand({ Bucket: names.sourceBucket, Key: key, Body }));
  });
  return photos;
}

/** Another part of the picture for each index, so that no two photos are the same. */
async function cropped(source: Picture | undefined, index: number): Promise<Buffer> {
  if (source === undefined) throw new Error('there is nothing to cut from');
  const flat = sharp(source.bytes).rotate().flatten().toColourspace('srgb');
  const { data, info } = await flat.jpeg({ quality: 95 }).toBuffer({ resolveWithObject: true });
  const part = (whole: number, step: number) => {
    const length = Math.max(1, Math.floor(whole * (0.5 + ((index * step) % 40) / 100)));
    return { length, from: (index * 7) % Math.max(1, whole - length) };
  };
  const [across, down] = [part(info.width, 13), part(info.height, 17)];
  const width = Math.min(SIDE.most, Math.max(SIDE.least, across.length + (index % 97)));
  return sharp(data)
    .extract({ left: across.from, top: down.from, width: across.length, height: down.length })
    .resize({ width })
    .jpeg({ quality: 70 + (index % 25) })
    .toBuffer();
}

/** As if every photo had been developed by another configuration. */
export async function outdate({ dynamodb, names }: Lab, photos: readonly LibraryPhoto[]): Promise<void> {
  await forEachAtOnce(
    UPLOADS_AT_ONCE,
    photos.filter(({ isBroken }) => !isBroken),
    async ({ key }) => {
      const values = {
        UpdateExpression: 'SET configuration = :other',
        ExpressionAttributeValues: { ':other': 'other' },
      };
      await dynamodb.send(new UpdateCommand({ TableName: names.imagesTable, Key: { key }, ...values }));
    },
  );
}
