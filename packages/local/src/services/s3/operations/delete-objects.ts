import * as z from 'zod';
import { AwsError } from '#gateway/aws-error.ts';
import { writeXml, type XmlContent } from '#gateway/xml.ts';
import { readBody } from '#services/s3/body.ts';
import { authorizeCall } from '#services/s3/condition-keys.ts';
import { requesterOf } from '#services/s3/objects/commit.ts';
import { checkWrite } from '#services/s3/objects/preconditions.ts';
import { NAMESPACE, type S3Call, type S3Context, type S3Operation, xmlResponse } from '#services/s3/operation.ts';
import { deleteAccess, deleteVersion } from '#services/s3/operations/delete-object.ts';
import { strangerAccess } from '#services/s3/public-access.ts';
import { flag, many, notDone, one, readDocument } from '#services/s3/settings/document.ts';
import type { Bucket } from '#services/s3/store/bucket.ts';

const wantedSchema = one({
  Key: z.string().min(1),
  VersionId: z.string().optional(),
  ETag: z.string().optional(),
  LastModifiedTime: notDone,
  Size: notDone,
});
type Wanted = z.infer<typeof wantedSchema>;

const schema = one({ Object: many(wantedSchema, { least: 1, most: 1_000 }), Quiet: flag.default(false) });

/** A thousand keys of 1,024 bytes, and what is written around them. */
const LARGEST_LIST = 2 << 20;

/**
 * Each key is judged on its own: one that may not be deleted is an `Error` in the answer, not of the request.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html
 */
export const deleteObjects = (context: S3Context): S3Operation => ({
  name: 'DeleteObjects',
  method: 'POST',
  level: 'bucket',
  query: ['delete'],
  takes: ['x-amz-bypass-governance-retention'],
  largestBody: LARGEST_LIST,
  access: (call) => strangerAccess(context, call, 's3:DeleteObject'),
  async run(call) {
    const bucket = context.buckets.get(call.bucket);
    const { Object: listed, Quiet: quiet } = readDocument('Delete', schema, await readBody(call.request));
    const results = listed.map((item) => deleteOne(context, call, bucket, item));
    const answer = {
      Deleted: quiet ? [] : results.flatMap((result) => ('deleted' in result ? [result.deleted] : [])),
      Error: results.flatMap((result) => ('error' in result ? [result.error] : [])),
    };
    return xmlResponse(call, writeXml('DeleteResult', answer, NAMESPACE));
  },
});

type Result = { readonly deleted: XmlContent } | { readonly error: XmlContent };

function deleteOne(context: S3Context, call: S3Call, bucket: Bucket, wanted: Wanted): Result {
  const { Key: key, VersionId: versionId, ETag: etag } = wanted;
  try {
    authorizeCall(context, call, deleteAccess(call.bucket, key, versionId));
    if (etag !== undefined) checkWrite({ 'if-match': etag }, key, bucket.index.current(key));
    const deleted = deleteVersion(context, bucket, key, versionId, 'DeleteObject', requesterOf(context, call));
    const marker = deleted.marker ? { DeleteMarker: true, DeleteMarkerVersionId: deleted.versionId } : {};
    return { deleted: { Key: key, VersionId: versionId, ...marker } };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return { error: { Key: key, VersionId: versionId, Code: error.code, Message: error.message } };
  }
}
