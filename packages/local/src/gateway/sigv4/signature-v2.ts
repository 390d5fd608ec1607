import { createHmac } from 'node:crypto';
import type { Principal } from '#gateway/service.ts';
import type { AuthErrors } from '#gateway/sigv4/auth-errors.ts';
import type { SignedParts } from '#gateway/sigv4/canonical.ts';
import { checkExpiry, identify, sameText, type VerifierDeps } from '#gateway/sigv4/verify.ts';

/** Sub-resources that the old signature covers. */
const SIGNED_PARAMETERS = new Set(
  (
    'acl cors delete lifecycle location logging notification partNumber policy requestPayment tagging torrent uploadId ' +
    'uploads versionId versioning versions website response-cache-control response-content-disposition ' +
    'response-content-encoding response-content-language response-content-type response-expires'
  ).split(' '),
);

/** Presigned with Signature Version 2, as `aws s3 presign` and boto3 still do by default in us-east-1. */
export const isSignatureV2 = (query: URLSearchParams) =>
  query.has('AWSAccessKeyId') && query.has('Signature') && query.has('Expires');

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/RESTAuthentication.html */
export function verifySignatureV2(
  deps: Pick<VerifierDeps, 'credentials' | 'clock'>,
  parts: SignedParts,
  query: URLSearchParams,
  errors: AuthErrors,
): Principal {
  const accessKeyId = query.get('AWSAccessKeyId') ?? '';
  const expires = query.get('Expires') ?? '';
  checkExpiry(deps.clock.now(), Number(expires) * 1_000);
  const token = query.get('x-amz-security-token') ?? undefined;
  const { principal, secretAccessKey } = identify(deps, accessKeyId, token, errors);
  const text = [
    parts.method,
    parts.headers['content-md5'] ?? '',
    parts.headers['content-type'] ?? '',
    expires,
    ...amzHeaders(parts.headers, token),
    resource(parts),
  ].join('\n');
  const expected = createHmac('sha1', secretAccessKey).update(text).digest('base64');
  const given = query.get('Signature') ?? '';
  if (!sameText(expected, given)) {
    throw errors.mismatch({ AWSAccessKeyId: accessKeyId, StringToSign: text, SignatureProvided: given });
  }
  return principal;
}

function amzHeaders(headers: SignedParts['headers'], token: string | undefined): readonly string[] {
  const signed = Object.entries(headers).filter(([name]) => name.startsWith('x-amz-'));
  if (token !== undefined) signed.push(['x-amz-security-token', token]);
  return signed.map(([name, value]) => `${name}:${[value].flat().join(',')}`).toSorted();
}

function resource({ rawPath, query }: SignedParts): string {
  const signed = query.filter(([name]) => SIGNED_PARAMETERS.has(name)).toSorted(([a], [b]) => (a < b ? -1 : 1));
  if (signed.length === 0) return rawPath;
  return `${rawPath}?${signed.map(([name, value]) => (value === '' ? name : `${name}=${value}`)).join('&')}`;
}
