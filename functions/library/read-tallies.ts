import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { GetObjectCommand, type GetObjectCommandOutput, type S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod/mini';

const manifest = z.object({ ResultFiles: z.object({ SUCCEEDED: z.array(z.object({ Key: z.string() })) }) });

interface Place {
  readonly bucket: string;
  /** Of the manifest that ResultWriter left. */
  readonly key: string;
}

/**
 * The lines that the children of a Map gave out, which ResultWriter wrote as JSON Lines; read as they come.
 * https://docs.aws.amazon.com/step-functions/latest/dg/input-output-resultwriter.html
 */
export async function* readTallies(s3: S3Client, { bucket, key }: Place): AsyncGenerator<unknown> {
  const { Body: listed } = await read(s3, bucket, key);
  const { ResultFiles } = z.parse(manifest, JSON.parse((await listed?.transformToString()) ?? ''));
  for (const { Key } of ResultFiles.SUCCEEDED) {
    const { Body } = await read(s3, bucket, Key);
    if (!(Body instanceof Readable)) throw new Error(`s3://${bucket}/${Key} cannot be read.`);
    for await (const line of createInterface({ input: Body, crlfDelay: Number.POSITIVE_INFINITY }))
      if (line !== '') yield JSON.parse(line);
  }
}

const read = (s3: S3Client, Bucket: string, Key: string): Promise<GetObjectCommandOutput> =>
  s3.send(new GetObjectCommand({ Bucket, Key }));
