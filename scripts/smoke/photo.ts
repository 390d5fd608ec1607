import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import type { Clock } from '@safelight/asl/clock';
import sharp from 'sharp';
import type { Lab } from '#lab/lab.ts';
import { watch } from '#lab/once/watch.ts';
import type { PhotoOutcome } from '#lab/outcome.ts';
import { samplePhoto } from '#lab/sample-photo.ts';

export interface SmokeDeps {
  readonly clock: Clock;
  /** How long each thing may take, in milliseconds. */
  readonly patienceMs: number;
  /** One line for a person. */
  readonly say: (line: string) => void;
}

export async function developPhoto(
  lab: Lab,
  key: string,
  { clock, patienceMs, say }: SmokeDeps,
): Promise<PhotoOutcome> {
  say(`uploading ${key} to ${lab.names.sourceBucket}`);
  await lab.s3.send(new PutObjectCommand({ Bucket: lab.names.sourceBucket, Key: key, Body: await samplePhoto() }));
  let outcome: PhotoOutcome | undefined;
  await watch(lab, [key], { clock, patienceMs, onOutcome: (found) => (outcome = found) });
  if (outcome?.status !== 'READY') {
    await deletePhoto(lab, key);
    throw new Error(`${key} is ${outcome?.status}: ${outcome?.reason?.message}`);
  }
  say(`developed into ${outcome.variants.length} variants`);
  return outcome;
}

/** Every variant opens and is as large as the table says. */
export async function checkVariants({ s3, names }: Lab, { variants }: PhotoOutcome): Promise<void> {
  if (variants.length === 0) throw new Error('The photo is READY, but has no variants.');
  for (const { key, width, height } of variants) {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: names.outputBucket, Key: key }));
    const picture = await sharp(await Body?.transformToByteArray()).metadata();
    if (picture.width !== width || picture.height !== height) {
      throw new Error(`${key} is ${picture.width} x ${picture.height}, not ${width} x ${height}.`);
    }
  }
}

/** Deletes the photo and waits until nothing that was made of it is left. */
export async function removePhoto(
  lab: Lab,
  key: string,
  { variants }: PhotoOutcome,
  { clock, patienceMs }: SmokeDeps,
): Promise<void> {
  await deletePhoto(lab, key);
  const giveUpAt = clock.now() + patienceMs;
  for (const variant of variants) {
    while (await exists(lab, variant.key)) {
      if (clock.now() > giveUpAt)
        throw new Error(`${variant.key} is still there ${patienceMs / 1000} s after its photo was deleted.`);
      await clock.sleep(500);
    }
  }
}

const deletePhoto = ({ s3, names }: Lab, Key: string) =>
  s3.send(new DeleteObjectCommand({ Bucket: names.sourceBucket, Key }));

async function exists({ s3, names }: Lab, key: string): Promise<boolean> {
  try {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: names.outputBucket, Key: key, Range: 'bytes=0-0' }));
    await Body?.transformToByteArray();
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === 'NoSuchKey') return false;
    throw error;
  }
}
