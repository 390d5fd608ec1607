import { PutObjectCommand } from '@aws-sdk/client-s3';
import { s3 } from '../shared/clients.ts';
import { required } from '../shared/env.ts';
import { createHandler } from '../shared/handler.ts';
import { handoverKey } from '../shared/keys.ts';
import { freeBytes } from '../shared/object-bytes.ts';
import { readSource } from '../shared/source-object.ts';
import { correlatePhoto, type ResizeInput, resizeInput } from './inputs.ts';
import { limitsHere } from './limits.ts';
import { resizePicture } from './resize-picture.ts';

const workBucket = required('WORK_BUCKET');

/** Answers the keys that it wrote, for the workflow to remove when all formats are made. */
async function resize(input: ResizeInput): Promise<{ readonly keys: readonly string[] }> {
  const { bytes } = await readSource(s3, input, limitsHere().bytes);
  const uploads: Promise<string>[] = [];
  // One picture at a time is decoded, and the one before is uploaded meanwhile.
  for (const width of input.widths) {
    const tiff = await resizePicture(bytes, width);
    uploads.push(upload(handoverKey(input.prefix, width), tiff));
  }
  freeBytes(bytes);
  return { keys: await Promise.all(uploads) };
}

async function upload(key: string, tiff: Buffer): Promise<string> {
  await s3.send(new PutObjectCommand({ Bucket: workBucket, Key: key, Body: tiff, ContentType: 'image/tiff' }));
  return key;
}

export const handler = createHandler({ input: resizeInput, correlate: correlatePhoto, run: resize });
