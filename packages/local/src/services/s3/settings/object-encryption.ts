import type { Place } from '@safelight/asl/identity';
import { child, childText } from '#gateway/xml.ts';
import { s3Errors } from '#services/s3/errors.ts';
import type { S3Call, S3Context } from '#services/s3/operation.ts';
import type { Headers } from '#services/s3/settings/setting.ts';
import type { BucketConfig } from '#services/s3/store/bucket-config.ts';
import type { ObjectAttributes } from '#services/s3/store/version.ts';

const SSE = 'x-amz-server-side-encryption';
const KEY_ID = `${SSE}-aws-kms-key-id`;
const BUCKET_KEY = `${SSE}-bucket-key-enabled`;

/**
 * How an object is to be encrypted, as the headers that tell of it; undefined for S3's own keys. What the request does
 * not say, the bucket does. Throws `InvalidArgument`.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/specifying-kms-encryption.html
 */
export function readEncryption(place: Place, headers: Headers, config: BucketConfig): Headers | undefined {
  const { [SSE]: asked, [KEY_ID]: askedKey, [BUCKET_KEY]: askedBucketKey } = headers;
  if (asked !== undefined && !['AES256', 'aws:kms', 'aws:kms:dsse'].includes(asked)) {
    throw s3Errors.invalidArgument('The encryption method specified is not supported', SSE, asked);
  }
  if (askedKey !== undefined && (asked === undefined || asked === 'AES256')) {
    throw s3Errors.invalidArgument(
      `Server Side Encryption with AWS KMS managed key requires HTTP header ${SSE} : aws:kms`,
      SSE,
      asked ?? 'null',
    );
  }
  const rule = child(config.documents.encryption ?? undefined, 'Rule');
  const byDefault = child(rule, 'ApplyServerSideEncryptionByDefault');
  const algorithm = asked ?? childText(byDefault, 'SSEAlgorithm') ?? 'AES256';
  if (algorithm === 'AES256') return undefined;
  const key = askedKey ?? childText(byDefault, 'KMSMasterKeyID') ?? 'alias/aws/s3';
  const usesBucketKey = askedBucketKey ?? childText(rule, 'BucketKeyEnabled');
  return {
    [SSE]: algorithm,
    [KEY_ID]: keyArn(place, key),
    ...(usesBucketKey?.toLowerCase() === 'true' ? { [BUCKET_KEY]: 'true' } : {}),
  };
}

function keyArn({ partition, region, accountId }: Place, key: string): string {
  if (key.startsWith('arn:')) return key;
  return `arn:${partition}:kms:${region}:${accountId}:${key.startsWith('alias/') ? '' : 'key/'}${key}`;
}

/** What an answer tells of an object's encryption. */
export const encryptionHeaders = ({ encryption }: Pick<ObjectAttributes, 'encryption'>): Headers =>
  encryption ?? { [SSE]: 'AES256' };

/**
 * Throws unless the caller may use the key of the object; AWS's own key for S3 is everyone's.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html#require-sse-kms
 */
export function authorizeKey(
  { authorize }: Pick<S3Context, 'authorize'>,
  { request }: S3Call,
  { encryption }: Pick<ObjectAttributes, 'encryption'>,
  action: 'kms:GenerateDataKey' | 'kms:Decrypt',
): void {
  const resource = encryption?.[KEY_ID];
  if (resource !== undefined && !resource.endsWith(':alias/aws/s3')) {
    authorize(request.principal, { action, resource }, request);
  }
}
