import { s3Errors } from '#services/s3/errors.ts';
import type { S3Context } from '#services/s3/operation.ts';
import { checkAcl } from '#services/s3/settings/acl.ts';
import { readEncryption } from '#services/s3/settings/object-encryption.ts';
import { parseTagging } from '#services/s3/settings/tags.ts';
import type { BucketConfig } from '#services/s3/store/bucket-config.ts';
import type { ObjectAttributes, ObjectVersion } from '#services/s3/store/version.ts';

type Headers = Readonly<Record<string, string>>;

/** Answered as they were given. */
const KEPT_HEADERS = [
  'content-type',
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'expires',
  'x-amz-website-redirect-location',
];

const META = 'x-amz-meta-';
const LARGEST_METADATA_BYTES = 2_048;

const STORAGE_CLASSES = new Set([
  'STANDARD',
  'REDUCED_REDUNDANCY',
  'STANDARD_IA',
  'ONEZONE_IA',
  'INTELLIGENT_TIERING',
  'GLACIER',
  'DEEP_ARCHIVE',
  'GLACIER_IR',
]);

/** Headers of an upload that say what the object is. */
export const ATTRIBUTE_HEADERS = [
  'x-amz-acl',
  'x-amz-grant-full-control',
  'x-amz-grant-read',
  'x-amz-grant-read-acp',
  'x-amz-grant-write-acp',
  'x-amz-server-side-encryption',
  'x-amz-server-side-encryption-aws-kms-key-id',
  'x-amz-server-side-encryption-bucket-key-enabled',
  'x-amz-storage-class',
  'x-amz-tagging',
  'x-amz-website-redirect-location',
];

/** What the headers of an upload say of the object; throws for what S3 refuses and for what is not done here. */
export function readAttributes(
  { place }: Pick<S3Context, 'place'>,
  headers: Headers,
  config: BucketConfig,
): ObjectAttributes {
  checkAcl(headers, config);
  const storageClass = headers['x-amz-storage-class'] ?? 'STANDARD';
  if (!STORAGE_CLASSES.has(storageClass)) throw s3Errors.invalidStorageClass(storageClass);
  return {
    headers: { 'content-type': 'binary/octet-stream', ...keptHeaders(headers) },
    metadata: readMetadata(headers),
    storageClass,
    tags: parseTagging(headers['x-amz-tagging'] ?? ''),
    encryption: readEncryption(place, headers, config),
  };
}

function keptHeaders(headers: Headers): Headers {
  const kept: Record<string, string> = {};
  for (const name of KEPT_HEADERS) {
    const value = headers[name];
    if (value !== undefined && value !== '') kept[name] = value;
  }
  return kept;
}

function readMetadata(headers: Headers): Headers {
  const metadata: (readonly [string, string])[] = [];
  let size = 0;
  for (const name in headers) {
    if (!name.startsWith(META)) continue;
    const value = headers[name] ?? '';
    metadata.push([name.slice(META.length), value]);
    size += name.length - META.length + Buffer.byteLength(value, 'latin1');
  }
  if (size > LARGEST_METADATA_BYTES) throw s3Errors.metadataTooLarge(size);
  return Object.fromEntries(metadata);
}

/** What GET and HEAD tell of an object in their headers. */
export function attributeHeaders(version: ObjectVersion): Headers {
  const headers: Record<string, string> = { ...version.headers };
  for (const name in version.metadata) headers[META + name] = version.metadata[name] ?? '';
  if (version.storageClass !== 'STANDARD') headers['x-amz-storage-class'] = version.storageClass;
  const tags = Object.keys(version.tags).length;
  if (tags > 0) headers['x-amz-tagging-count'] = String(tags);
  return headers;
}
