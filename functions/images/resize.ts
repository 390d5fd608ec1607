import { freeBytes } from '../shared/bytes.ts';
import { s3 } from '../shared/clients.ts';
import { required } from '../shared/env.ts';
import { createHandler } from '../shared/handler.ts';
import { handoverKey } from '../shared/keys.ts';
import { readSource } from '../shared/source-object.ts';
import { correlatePhoto, type ResizeInput, resizeInput } from './inputs.ts';
import { limitsHere } from './limits.ts';
import { makeAndStore } from './make-and-store.ts';
import { putBytes } from './put-bytes.ts';
import { resizePicture } from './resize-picture.ts';

const workBucket = required('WORK_BUCKET');

/** Answers the keys that it wrote, for the workflow to remove when all formats are made. */
async function resize(input: ResizeInput): Promise<{ readonly keys: readonly string[] }> {
  const { bytes } = await readSource(s3, input, limitsHere().bytes);
  const keys = await makeAndStore(
    input.sizes,
    (size) => resizePicture(bytes, size),
    (tiff, { width }) => upload(handoverKey(input.prefix, width), tiff),
  );
  freeBytes(bytes);
  return { keys };
}

async function upload(key: string, tiff: Buffer): Promise<string> {
  await putBytes(s3, { Bucket: workBucket, Key: key, Body: tiff, ContentType: 'image/tiff' });
  return key;
}

export const handler = createHandler({ input: resizeInput, correlate: correlatePhoto, run: resize });
