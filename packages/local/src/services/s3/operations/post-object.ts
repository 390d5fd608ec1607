import { AwsError } from '#gateway/aws-error.ts';
import type { GatewayResponse } from '#gateway/service.ts';
import { encodeRfc3986 } from '#gateway/sigv4/encoding.ts';
import { writeXml } from '#gateway/xml.ts';
import { checksumHeader } from '#services/s3/checksums/algorithms.ts';
import { readExpectedChecksum } from '#services/s3/checksums/expected.ts';
import { authorizeCall } from '#services/s3/condition-keys.ts';
import { s3Errors } from '#services/s3/errors.ts';
import { ATTRIBUTE_HEADERS, readAttributes } from '#services/s3/objects/attributes.ts';
import { commitObject, versionHeader } from '#services/s3/objects/commit.ts';
import {
  emptyResponse,
  LARGEST_OBJECT,
  type S3Call,
  type S3Context,
  type S3Operation,
  xmlResponse,
} from '#services/s3/operation.ts';
import { putAccess } from '#services/s3/operations/put-object.ts';
import { readUploadForm, type UploadForm } from '#services/s3/post/form-data.ts';
import { checkPostPolicy, type LengthRange } from '#services/s3/post/policy.ts';
import { formSigner } from '#services/s3/post/signer.ts';
import { decodeKey } from '#services/s3/protocol/address.ts';
import { checkHeaders } from '#services/s3/protocol/request-schema.ts';
import { type Received, store } from '#services/s3/receive.ts';
import { authorizeKey } from '#services/s3/settings/object-encryption.ts';
import type { Bucket } from '#services/s3/store/bucket.ts';
import type { ObjectVersion } from '#services/s3/store/version.ts';

/**
 * Uploads from a form in a browser; the signed policy in the form says what it may contain.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html
 */
export const postObject = (context: S3Context): S3Operation => ({
  name: 'PostObject',
  method: 'POST',
  level: 'bucket',
  largestBody: LARGEST_OBJECT,
  access: () => [],
  async run(call) {
    const bucket = context.buckets.get(call.bucket);
    const form = await readUploadForm(call.request.headers['content-type'] ?? '', call.request.body);
    const upload = readUpload(call, form);
    const principal = formSigner(context, form.fields);
    const signed = { ...upload, request: { ...upload.request, principal } };
    const { policy } = form.fields;
    const range =
      policy === undefined ? ANY_LENGTH : checkPostPolicy(policy, form.fields, call.bucket, context.clock.now());
    for (const access of putAccess(signed)) authorizeCall(context, signed, access);
    const version = await keep(context, signed, bucket, form, range);
    return answer(call, bucket, version, form.fields);
  },
});

/** Fields of S3's own that say something of the object, and those that sign the form. */
const FORM_FIELDS = [...ATTRIBUTE_HEADERS, 'x-amz-algorithm', 'x-amz-credential', 'x-amz-signature'];

const ANY_LENGTH = { least: 0, most: LARGEST_OBJECT };

/** The form's fields stand in for headers, its key for the path. */
function readUpload(call: S3Call, { fields, fileName }: UploadForm): S3Call {
  const { key, tagging, acl, ...rest } = fields;
  if (key === undefined) {
    throw s3Errors.invalidArgument(
      "Bucket POST must contain a field named 'key'.  If it is specified, please check the order of the fields.",
      'key',
      '',
    );
  }
  const named = key.replaceAll('${filename}', fileName);
  decodeKey(encodeURIComponent(named));
  return {
    ...call,
    key: named,
    request: { ...call.request, headers: { ...rest, ...(acl ? { 'x-amz-acl': acl } : {}) } },
  };
}

async function keep(
  context: S3Context,
  call: S3Call,
  bucket: Bucket,
  form: UploadForm,
  range: LengthRange,
): Promise<ObjectVersion> {
  const { headers } = call.request;
  checkHeaders(headers, FORM_FIELDS);
  const attributes = readAttributes(context, headers, bucket.config);
  authorizeKey(context, call, attributes, 'kms:GenerateDataKey');
  const expected = readExpectedChecksum(headers);
  const { blobs } = context.buckets;
  const received = await store(blobs, limited(form.file, range), expected?.algorithm ?? 'CRC64NVME');
  try {
    checkReceived(received, range, expected && headers[checksumHeader(expected.algorithm)]);
    const { segment, md5, checksum } = received;
    const object = { key: call.key, ...attributes, size: segment.size, etag: md5, segments: [segment], checksum };
    return commitObject(context, call, bucket, object, 'POST Object');
  } catch (error) {
    blobs.remove([received.segment]);
    throw error;
  }
}

async function* limited(file: AsyncIterable<Buffer>, { most }: LengthRange): AsyncGenerator<Buffer> {
  let size = 0;
  for await (const data of file) {
    size += data.length;
    if (size > most) throw s3Errors.entityTooLarge(size, most);
    yield data;
  }
}

function checkReceived({ segment, checksum }: Received, { least }: LengthRange, wanted: string | undefined): void {
  if (segment.size < least) {
    const details = { ProposedSize: segment.size, MinSizeAllowed: least };
    throw new AwsError('EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size', 400, details);
  }
  if (wanted !== undefined && wanted !== checksum.value) throw s3Errors.badChecksum(checksum.algorithm);
}

function answer(call: S3Call, bucket: Bucket, version: ObjectVersion, fields: UploadForm['fields']): GatewayResponse {
  const ETag = `"${version.etag}"`;
  const path = `${encodeRfc3986(call.bucket)}/${version.key.split('/').map(encodeRfc3986).join('/')}`;
  const location = `${call.request.endpoint}/${path}`;
  const headers = { etag: ETag, location, ...versionHeader(bucket, version.versionId) };
  const redirect = redirectTo(fields, call.bucket, version);
  if (redirect) return emptyResponse(call, 303, { ...headers, location: redirect });
  const status = fields.success_action_status;
  if (status !== '201') return emptyResponse(call, status === '200' ? 200 : 204, headers);
  const content = { Location: location, Bucket: call.bucket, Key: version.key, ETag };
  return { ...xmlResponse(call, writeXml('PostResponse', content), headers), status: 201 };
}

function redirectTo(fields: UploadForm['fields'], bucket: string, { key, etag }: ObjectVersion): string | undefined {
  const target = fields.success_action_redirect;
  if (target === undefined || !URL.canParse(target)) return undefined;
  const url = new URL(target);
  url.searchParams.set('bucket', bucket);
  url.searchParams.set('key', key);
  url.searchParams.set('etag', `"${etag}"`);
  return url.href;
}
