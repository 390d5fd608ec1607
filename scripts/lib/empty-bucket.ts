import {
  DeleteObjectsCommand,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
  type S3Client,
} from '@aws-sdk/client-s3';

/** Versions of a bucket that are gone, and one line on each that could not be deleted. */
export interface Emptied {
  readonly deleted: number;
  readonly left: readonly string[];
}

/**
 * Deletes every version and every delete marker of a bucket, a page of a thousand at a time. One that cannot be deleted does not
 * keep the others. CloudFormation refuses to delete a bucket that holds anything, old versions included.
 */
export async function emptyBucket(s3: Pick<S3Client, 'send'>, Bucket: string): Promise<Emptied> {
  let deleted = 0;
  const left: string[] = [];
  let page: ListObjectVersionsCommandOutput | undefined;
  do {
    page = await s3.send(
      new ListObjectVersionsCommand({
        Bucket,
        KeyMarker: page?.NextKeyMarker,
        VersionIdMarker: page?.NextVersionIdMarker,
      }),
    );
    const objects = [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])];
    const Objects = objects.map(({ Key, VersionId }) => ({ Key, VersionId }));
    if (Objects.length === 0) continue;
    const { Errors = [] } = await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }));
    deleted += Objects.length - Errors.length;
    left.push(...Errors.map(({ Key, Message }) => `${Key} in ${Bucket} cannot be deleted: ${Message}`));
  } while (page.IsTruncated);
  return { deleted, left };
}
