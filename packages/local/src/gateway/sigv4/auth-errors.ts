import { AwsError } from '#gateway/aws-error.ts';
import type { Protocol } from '#gateway/service.ts';

/**
 * Refusals of a signature. The same mistake has other names in S3, in query services and in JSON services.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html
 */
export interface AuthErrors {
  mismatch(details: Readonly<Record<string, unknown>>): AwsError;
  unknownKey(accessKeyId: string): AwsError;
  badToken(): AwsError;
  expiredToken(): AwsError;
  skewed(timestamp: string, now: string): AwsError;
  missing(): AwsError;
  /** The credential scope names a region that is not that of the endpoint. */
  wrongRegion(given: string, expected: string, form: 'header' | 'query'): AwsError;
  /** Headers that had to be signed and are not; at least one, in lower case. */
  unsigned(headers: readonly string[]): AwsError;
}

const MISMATCH =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.';
const BAD_TOKEN = 'The security token included in the request is invalid.';
const EXPIRED_TOKEN = 'The security token included in the request is expired';

const s3: AuthErrors = {
  mismatch: (details) =>
    new AwsError(
      'SignatureDoesNotMatch',
      'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
      403,
      details,
    ),
  unknownKey: (accessKeyId) =>
    new AwsError('InvalidAccessKeyId', 'The AWS Access Key Id you provided does not exist in our records.', 403, {
      AWSAccessKeyId: accessKeyId,
    }),
  badToken: () => new AwsError('InvalidToken', 'The provided token is malformed or otherwise invalid.', 400),
  expiredToken: () => new AwsError('ExpiredToken', 'The provided token has expired.', 400),
  skewed: (timestamp, now) =>
    new AwsError(
      'RequestTimeTooSkewed',
      'The difference between the request time and the current time is too large.',
      403,
      { RequestTime: timestamp, ServerTime: now, MaxAllowedSkewMilliseconds: 900_000 },
    ),
  missing: () => new AwsError('AccessDenied', 'Access Denied', 403),
  wrongRegion(given, expected, form) {
    const isHeader = form === 'header';
    const what = isHeader ? 'The authorization header is malformed' : 'Error parsing the X-Amz-Credential parameter';
    const code = isHeader ? 'AuthorizationHeaderMalformed' : 'AuthorizationQueryParametersError';
    return new AwsError(code, `${what}; the region '${given}' is wrong; expecting '${expected}'`, 400, {
      Region: expected,
    });
  },
  unsigned: (headers) =>
    new AwsError('AccessDenied', 'There were headers present in the request which were not signed', 403, {
      HeadersNotSigned: headers.join(', '),
    }),
};

const query: AuthErrors = {
  mismatch: () => new AwsError('SignatureDoesNotMatch', MISMATCH, 403),
  unknownKey: () => new AwsError('InvalidClientTokenId', BAD_TOKEN, 403),
  badToken: () => new AwsError('InvalidClientTokenId', BAD_TOKEN, 403),
  expiredToken: () => new AwsError('ExpiredToken', EXPIRED_TOKEN, 403),
  skewed: (timestamp, now) => new AwsError('SignatureDoesNotMatch', expired(timestamp, now), 403),
  missing: () => new AwsError('MissingAuthenticationToken', 'Request is missing Authentication Token', 403),
  wrongRegion: (given) => new AwsError('SignatureDoesNotMatch', notInRegion(given), 403),
  unsigned: (headers) => new AwsError('IncompleteSignature', notSigned(headers), 400),
};

const json = (status: 400 | 403): AuthErrors => ({
  mismatch: () => new AwsError('InvalidSignatureException', MISMATCH, status),
  unknownKey: () => new AwsError('UnrecognizedClientException', BAD_TOKEN, status),
  badToken: () => new AwsError('UnrecognizedClientException', BAD_TOKEN, status),
  expiredToken: () => new AwsError('ExpiredTokenException', EXPIRED_TOKEN, status),
  skewed: (timestamp, now) => new AwsError('InvalidSignatureException', expired(timestamp, now), status),
  missing: () => new AwsError('MissingAuthenticationTokenException', 'Missing Authentication Token', status),
  wrongRegion: (given) => new AwsError('InvalidSignatureException', notInRegion(given), status),
  unsigned: (headers) => new AwsError('IncompleteSignatureException', notSigned(headers), 400),
});

const notInRegion = (region: string) => `Credential should be scoped to a valid region, not '${region}'.`;

const notSigned = ([name = '']: readonly string[]) =>
  name === 'host'
    ? "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization."
    : `'${name.replaceAll(/(^|-)[a-z]/g, (start) => start.toUpperCase())}' must be a 'SignedHeader' in the AWS Authorization.`;

const expired = (timestamp: string, now: string) =>
  timestamp < now
    ? `Signature expired: ${timestamp} is now earlier than ${now} minus 5 min.`
    : `Signature not yet current: ${timestamp} is still later than ${now} plus 5 min.`;

const FORMS: Readonly<Record<Protocol, AuthErrors>> = {
  'rest-xml': s3,
  query,
  'json-1.0': json(400),
  'json-1.1': json(400),
  'rest-json': json(403),
  'rpc-v2-cbor': json(400),
};

export const authErrors = (protocol: Protocol): AuthErrors => FORMS[protocol];
