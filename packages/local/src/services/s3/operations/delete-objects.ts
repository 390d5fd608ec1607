import { text } from 'node:stream/consumers';
import { AwsError } from '#gateway/aws-error.ts';
import { children, childText, malformedXml, readXml, writeXml, type XmlContent } from '#gateway/xml.ts';
import { requesterOf } from '#services/s3/commit.ts';
import { authorizeCall } from '#services/s3/condition-keys.ts';
import { NAMESPACE, type S3Call, type S3Context, type S3Operation, xmlResponse } from '#services/s3/operation.ts';
import { deleteAccess, deleteVersion } from '#services/s3/operations/delete-object.ts';
import type { Bucket } from '#services/s3/store/bucket.ts';

const MOST_KEYS = 1_000;

interface Wanted {
  readonly key: string;
  readonly versionId: string | undefined;
}

/**
 * Each key is judged on its own: one that may not be deleted is an `Error` in the answer, not of the request.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html
 */
export const deleteObjects = (context: S3Context): S3Operation => ({
  name: 'DeleteObjects',
  method: 'POST',
  level: 'bucket',
  query: ['delete'],
  access: () => [],
  async run(call) {
    const bucket = context.buckets.get(call.bucket);
    const request = readXml('Delete', await text(call.request.body));
    const wanted = children(request, 'Object').map(readWanted);
    if (wanted.length === 0 || wanted.length > MOST_KEYS) throw malformedXml();
    const results = wanted.map((item) => deleteOne(context, call, bucket, item));
    const quiet = childText(request, 'Quiet') === 'true';
    const answer = {
      Deleted: quiet ? [] : results.flatMap((result) => ('deleted' in result ? [result.deleted] : [])),
      Error: results.flatMap((result) => ('error' in result ? [result.error] : [])),
    };
    return xmlResponse(call, writeXml('DeleteResult', answer, NAMESPACE));
  },
});

function readWanted(object: Parameters<typeof childText>[0]): Wanted {
  const key = childText(object, 'Key');
  if (key === undefined || key === '') throw malformedXml();
  return { key, versionId: childText(object, 'VersionId') };
}

type Result = { readonly deleted: XmlContent } | { readonly error: XmlContent };

function deleteOne(context: S3Context, call: S3Call, bucket: Bucket, { key, versionId }: Wanted): Result {
  try {
    authorizeCall(context, call, deleteAccess(call.bucket, key, versionId));
    const deleted = deleteVersion(context, bucket, key, versionId, 'DeleteObject', requesterOf(context, call));
    const marker = deleted.marker ? { DeleteMarker: true, DeleteMarkerVersionId: deleted.versionId } : {};
    return { deleted: { Key: key, VersionId: versionId, ...marker } };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return { error: { Key: key, VersionId: versionId, Code: error.code, Message: error.message } };
  }
}
