import { GetObjectCommand, type GetObjectCommandOutput, type S3Client } from '@aws-sdk/client-s3';
import { objectBytes } from './bytes.ts';
import { RejectedError, SupersededError } from './errors.ts';

/** The object that an event named. Reads are pinned to its ETag. */
export interface SourceRef {
  readonly bucket: string;
  readonly key: string;
  readonly etag: string;
}

export interface SourceObject {
  readonly bytes: Buffer;
  /** `x-amz-meta-…`, names in lower case. */
  readonly userMetadata: Readonly<Record<string, string>>;
}

/**
 * Reads the current object of a key if it still is the one that the event named. Pinned by ETag and not by version: an
 * older version stays readable behind a delete marker, but it is not the photo any more.
 * Throws `SupersededError` when it is gone or another, `RejectedError` when it has more than `maxBytes`, which is known
 * from the headers before any of the body is read.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-reads.html
 */
export async function readSource(s3: S3Client, source: SourceRef, maxBytes: number): Promise<SourceObject> {
  const found = await s3
    .send(new GetObjectCommand({ Bucket: source.bucket, Key: source.key, IfMatch: `"${source.etag}"` }))
    .catch((error: unknown) => {
      throw superseded(error);
    });
  if ((found.ContentLength ?? 0) > maxBytes) {
    await cancel(found);
    throw tooLarge(found.ContentLength ?? 0, maxBytes);
  }
  return { bytes: await objectBytes(found), userMetadata: found.Metadata ?? {} };
}

function superseded(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  if (error.name === 'NoSuchKey') {
    return new SupersededError('SourceGone', 'The photo was deleted before it was developed.', { cause: error });
  }
  if (error.name === 'PreconditionFailed') {
    return new SupersededError('SourceChanged', 'Another photo has been uploaded in its place.', { cause: error });
  }
  return error;
}

/** Ends the download: without it the connection would stay busy. */
async function cancel({ Body }: GetObjectCommandOutput): Promise<void> {
  await Body?.transformToWebStream().cancel();
}

const mebibytes = (bytes: number) => Math.ceil(bytes / 1_048_576);

const tooLarge = (bytes: number, most: number) =>
  new RejectedError(
    'TooLarge',
    `The file has ${mebibytes(bytes)} MiB; ${Math.floor(most / 1_048_576)} MiB can be developed.`,
  );
