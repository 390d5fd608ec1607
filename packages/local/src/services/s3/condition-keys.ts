import type { Access } from '#gateway/service.ts';
import { parameter, type S3Call, type S3Context } from '#services/s3/operation.ts';
import { parseTagging, type Tags } from '#services/s3/settings/tags.ts';

/** Headers that are condition keys of their own names, as far as a request has them. */
const HEADERS = [
  'x-amz-acl',
  'x-amz-content-sha256',
  'x-amz-copy-source',
  'x-amz-metadata-directive',
  'x-amz-server-side-encryption',
  'x-amz-server-side-encryption-aws-kms-key-id',
  'x-amz-storage-class',
];

/** Asks for one thing more that a request turns out to want. */
export function authorizeCall(context: S3Context, call: S3Call, access: Access): void {
  context.authorize(call.request.principal, withConditionKeys(context, call, access), call.request);
}

/**
 * One thing that a request wants to do, with the keys that S3 brings.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html
 */
export function withConditionKeys(context: S3Context, call: S3Call, access: Access): Access {
  const keys = { ...headerKeys(call, access), ...signatureKeys(call), ...access.context };
  const lookUp = (key: string) => existingTag(context, access, parameter(call, 'versionId'), key);
  return { ...access, context: keys, lookUp };
}

function headerKeys(call: S3Call, { action }: Access): Access['context'] {
  const { headers } = call.request;
  const keys: Record<string, string | undefined> = { 's3:VersionId': parameter(call, 'versionId') };
  for (const name of HEADERS) keys[`s3:${name}`] = headers[name];
  const tagging = headers['x-amz-tagging'];
  const isWrite = action === 's3:PutObject' || action.endsWith('Tagging');
  return tagging !== undefined && isWrite ? { ...keys, ...requestTagKeys(parseTagging(tagging)) } : keys;
}

/** `s3:RequestObjectTag/…` and the names of all tags. */
export const requestTagKeys = (tags: Tags): Record<string, string | readonly string[]> => ({
  's3:RequestObjectTagKeys': Object.keys(tags),
  ...Object.fromEntries(Object.entries(tags).map(([key, value]) => [`s3:RequestObjectTag/${key}`, value])),
});

/** https://docs.aws.amazon.com/AmazonS3/latest/API/bucket-policy-s3-sigv4-conditions.html */
function signatureKeys({ request: { headers, query, principal, method } }: S3Call): Access['context'] {
  if (principal.kind === 'anonymous') return {};
  const byQuery = query.has('X-Amz-Signature') || query.has('Signature');
  const isForm = method === 'POST' && !byQuery && headers.authorization === undefined;
  const isOld = query.has('Signature') || headers.awsaccesskeyid !== undefined;
  return {
    's3:authType': byQuery ? 'REST-QUERY-STRING' : isForm ? 'POST' : 'REST-HEADER',
    's3:signatureversion': isOld ? 'AWS' : 'AWS4-HMAC-SHA256',
  };
}

const EXISTING = 's3:existingobjecttag/';

/** Looked up when a policy asks: the tags of the object that the request reads or changes. */
function existingTag({ buckets }: S3Context, { resource }: Access, versionId: string | undefined, key: string) {
  if (!key.startsWith(EXISTING)) return undefined;
  const [bucket = '', ...rest] = resource.slice('arn:aws:s3:::'.length).split('/');
  const index = buckets.find(bucket)?.index;
  const name = rest.join('/');
  const version = versionId === undefined ? index?.current(name) : index?.find(name, versionId);
  if (version?.kind !== 'object') return undefined;
  const tag = Object.entries(version.tags).find(([tagKey]) => tagKey.toLowerCase() === key.slice(EXISTING.length));
  return tag && [tag[1]];
}
