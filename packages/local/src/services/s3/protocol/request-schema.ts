import { AwsError } from '#gateway/aws-error.ts';
import { s3Errors } from '#services/s3/errors.ts';
import type { S3Call, S3Operation } from '#services/s3/operation.ts';

/** Headers of S3's own that any request may have; checksums are checked wherever there is a payload. */
const COMMON_HEADERS =
  /^x-amz-(?:date|content-sha256|security-token|decoded-content-length|trailer|te|user-agent|id-2|request-id|request-payer|expected-bucket-owner|sdk-checksum-algorithm|checksum-mode|checksum-(?:crc32|crc32c|crc64nvme|sha1|sha256)|meta-.*)$/;

/** Query parameters of the API that change what is done; those that name operations are the router's. */
const PARAMETERS = new Set(
  (
    'annotation-prefix annotationName bucket-region continuation-token delimiter encoding-type fetch-owner id key-marker ' +
    'marker max-annotation-results max-buckets max-directory-buckets max-keys max-parts max-uploads part-number-marker ' +
    'partNumber prefix response-cache-control response-content-disposition response-content-encoding ' +
    'response-content-language response-content-type response-expires start-after upload-id-marker uploadId ' +
    'version-id-marker versionId'
  ).split(' '),
);

/** Throws `NotImplemented` for a header or parameter of S3's own that the operation does not understand, with its name. */
export function checkRequest(
  { request }: { readonly request: Pick<S3Call['request'], 'headers' | 'query'> },
  { takes = [], query = [], header }: Pick<S3Operation, 'takes' | 'query' | 'header'>,
): void {
  const known = [...takes, ...query, header];
  checkHeaders(request.headers, known);
  for (const name of request.query.keys()) {
    if (PARAMETERS.has(name) && !known.includes(name)) throw s3Errors.notImplemented(`?${name}`);
  }
}

/** The same of headers alone, and of the fields of a form that stand for them. */
export function checkHeaders(headers: S3Call['request']['headers'], known: readonly (string | undefined)[]): void {
  for (const name in headers) {
    const isCommon = !name.startsWith('x-amz-') || COMMON_HEADERS.test(name);
    if (!isCommon && !known.includes(name)) throw s3Errors.notImplemented(name);
  }
}

/** Throws `AccessDenied` unless the bucket belongs to the account that the request expects, if it expects one. */
export function checkOwner({ request }: S3Call, accountId: string, header = 'x-amz-expected-bucket-owner'): void {
  const expected = request.headers[header];
  if (expected === undefined || expected === accountId) return;
  if (/^\d{12}$/.test(expected)) throw s3Errors.accessDenied();
  throw new AwsError(
    'InvalidBucketOwnerAWSAccountID',
    'The value of the expected bucket owner parameter must be an AWS account ID',
  );
}
