import {
  DeleteObjectsCommand,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
  type S3Client,
} from '@aws-sdk/client-s3';

/**
 * Deletes every version and every delete marker of a bucket, a page of a thousand at a time, and answers how many there were.
 * CloudFormation refuses to delete a bucket that holds anything, old versions included.
 */
export async function emptyBucket(
  s3: S3Client,
  bucket: string,
  onProgress: (deleted: number) => void = () => {},
): Promise<number> {
  let deleted = 0;
  let page: ListObjectVersionsCommandOutput | undefined;
  do {
    page = await s3.send(
      new ListObjectVersionsCommand({
        Bucket: bucket,
        KeyMarker: page?.NextKeyMarker,
        VersionIdMarker: page?.NextVersionIdMarker,
      }),
    );
    const objects = [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])];
    const Objects = objects.map(({ Key, VersionId }) => ({ Key, VersionId }));
    if (Objects.length > 0) {
      const { Errors } = await s3.send(new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects, Quiet: true } }));
      if (Errors?.[0]) throw new Error(`${Errors[0].Key} in ${bucket} cannot be deleted: ${Errors[0].Message}`);
    }
    deleted += Objects.length;
    onProgress(deleted);
  } while (page.IsTruncated);
  return deleted;
}
