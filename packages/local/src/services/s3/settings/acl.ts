import { s3Errors } from '#services/s3/errors.ts';
import { ownershipOf } from '#services/s3/settings/ownership.ts';
import type { Headers } from '#services/s3/settings/setting.ts';
import type { BucketConfig } from '#services/s3/store/bucket-config.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#canned-acl */
const CANNED = [
  'private',
  'public-read',
  'public-read-write',
  'authenticated-read',
  'aws-exec-read',
  'bucket-owner-read',
  'bucket-owner-full-control',
];

/** ACLs that give nobody but the owner anything. */
const HARMLESS = ['private', 'bucket-owner-full-control'];

/** Headers that give rights one by one. */
export const grantOf = (headers: Headers) => Object.keys(headers).find((name) => name.startsWith('x-amz-grant-'));

/** Throws `InvalidArgument` unless it is the name of a canned ACL or nothing. */
export function readAcl({ 'x-amz-acl': acl }: Headers): string | undefined {
  if (acl === undefined || CANNED.includes(acl)) return acl;
  throw s3Errors.invalidArgument('', 'x-amz-acl', acl);
}

/**
 * An ACL of an object that would mean something: S3 refuses it where the owner of the bucket owns every object, which is
 * how buckets are made today; elsewhere it is not done here.
 */
export function checkAcl(headers: Headers, config: BucketConfig): void {
  const acl = readAcl(headers);
  const asked = grantOf(headers) ?? (acl === undefined || HARMLESS.includes(acl) ? undefined : `x-amz-acl: ${acl}`);
  if (asked === undefined) return;
  if (ownershipOf(config) === 'BucketOwnerEnforced') throw s3Errors.aclNotSupported();
  throw s3Errors.notImplemented(asked);
}
