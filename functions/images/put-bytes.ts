import { PutObjectCommand, type PutObjectCommandInput, type S3Client } from '@aws-sdk/client-s3';
import { freeBytes } from '../shared/bytes.ts';

/** Uploads bytes and gives their memory back. Rejects as `PutObject` does, and then they are kept. */
export async function putBytes(s3: S3Client, object: PutObjectCommandInput & { readonly Body: Buffer }): Promise<void> {
  const { $metadata } = await s3.send(new PutObjectCommand(object));
  // A first attempt that was answered before its end may still be sending.
  if ($metadata.attempts === 1) freeBytes(object.Body);
}
