import type { S3Context, S3Operation } from '#services/s3/operation.ts';
import { bucketConfigOperations } from '#services/s3/operations/bucket-config.ts';
import { bucketPolicyOperations } from '#services/s3/operations/bucket-policy.ts';
import { bucketOperations } from '#services/s3/operations/buckets.ts';
import { copyObject } from '#services/s3/operations/copy-object.ts';
import { deleteObject } from '#services/s3/operations/delete-object.ts';
import { deleteObjects } from '#services/s3/operations/delete-objects.ts';
import { getObject, headObject } from '#services/s3/operations/get-object.ts';
import { getObjectAttributes } from '#services/s3/operations/get-object-attributes.ts';
import { listObjectVersions } from '#services/s3/operations/list-object-versions.ts';
import { listObjects, listObjectsV2 } from '#services/s3/operations/list-objects.ts';
import { multipartOperations } from '#services/s3/operations/multipart/multipart.ts';
import { postObject } from '#services/s3/operations/post-object.ts';
import { putObject } from '#services/s3/operations/put-object.ts';
import { taggingOperations } from '#services/s3/operations/tagging.ts';

/** Every operation of S3 that is done here; any other is refused by name. */
export const createOperations = (context: S3Context): readonly S3Operation[] => [
  ...bucketOperations(context),
  putObject(context),
  postObject(context),
  getObject(context),
  headObject(context),
  deleteObject(context),
  deleteObjects(context),
  copyObject(context),
  listObjectsV2(context),
  listObjects(context),
  listObjectVersions(context),
  getObjectAttributes(context),
  ...taggingOperations(context),
  ...bucketConfigOperations(context),
  ...bucketPolicyOperations(context),
  ...multipartOperations(context),
];
