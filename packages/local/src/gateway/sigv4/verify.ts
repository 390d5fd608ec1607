import { timingSafeEqual } from 'node:crypto';
import type { Clock } from '@safelight/asl/clock';
import type { Place } from '@safelight/asl/identity';
import { AwsError } from '#gateway/aws-error.ts';
import type { CredentialStore } from '#gateway/credentials.ts';
import type { Principal } from '#gateway/service.ts';
import type { AuthErrors } from '#gateway/sigv4/auth-errors.ts';
import { canonicalRequest, type SignedParts, stringToSign } from '#gateway/sigv4/canonical.ts';
import { fromTimestamp, type Signature, toTimestamp } from '#gateway/sigv4/signature.ts';
import type { SigningKeys } from '#gateway/sigv4/signing.ts';

export interface VerifierDeps {
  readonly credentials: CredentialStore;
  readonly clock: Clock;
  readonly keys: SigningKeys;
  readonly place: Pick<Place, 'region'>;
}

/** Who signed, and how the chunks of a streamed payload must be signed. */
export interface Verified {
  readonly principal: Principal;
  readonly secretAccessKey: string;
}

/** A request as its signature covers it. */
interface SignedPayload {
  readonly parts: SignedParts;
  readonly signature: Signature;
  readonly payloadHash: string;
}

const S3_SKEW_MS = 15 * 60_000;
const SKEW_MS = 5 * 60_000;

/** What is checked of a request before any of its payload is read: whose key it names, in time, and for which headers. */
export function judgeSigner(
  deps: VerifierDeps,
  parts: SignedParts,
  signature: Signature,
  errors: AuthErrors,
): Verified {
  checkTime(deps.clock.now(), signature, errors);
  checkRegion(signature, deps.place.region, errors);
  const verified = identify(deps, signature.accessKeyId, signature.sessionToken, errors);
  checkCoverage(parts, signature, errors);
  return verified;
}

/** Throws the service's error unless the signature is by that signer and over exactly this request. */
export function checkSignature(
  { keys }: Pick<VerifierDeps, 'keys'>,
  { parts, signature, payloadHash }: SignedPayload,
  { secretAccessKey }: Verified,
  errors: AuthErrors,
): void {
  const canonical = canonicalRequest(parts, signature, payloadHash);
  const text = stringToSign(signature, canonical);
  const expected = keys.sign(secretAccessKey, signature.scope, text);
  if (!sameText(expected, signature.signature)) {
    throw errors.mismatch({
      AWSAccessKeyId: signature.accessKeyId,
      StringToSign: text,
      SignatureProvided: signature.signature,
      CanonicalRequest: canonical,
    });
  }
}

/**
 * Where a service's signatures may be made for: IAM has one endpoint for all regions, in us-east-1 (SDKs that are
 * given an endpoint of their own sign for their region instead); STS one beside those of
 * the regions.
 * https://docs.aws.amazon.com/general/latest/gr/iam-service.html
 */
function checkRegion({ scope, form }: Signature, here: string, errors: AuthErrors): void {
  const isGlobal = scope.service === 'iam' || scope.service === 'sts';
  if (scope.region === here || (isGlobal && scope.region === 'us-east-1')) return;
  throw errors.wrongRegion(scope.region, here, form);
}

export function identify(
  { credentials, clock }: Pick<VerifierDeps, 'credentials' | 'clock'>,
  accessKeyId: string,
  sessionToken: string | undefined,
  errors: AuthErrors,
): Verified {
  const identity = credentials.find(accessKeyId, sessionToken);
  if (identity.kind === 'unknown-key') throw errors.unknownKey(accessKeyId);
  if (identity.kind === 'bad-token') throw errors.badToken();
  if (identity.expiresAt !== undefined && identity.expiresAt <= clock.now()) throw errors.expiredToken();
  return { principal: identity.principal, secretAccessKey: identity.secretAccessKey };
}

function checkTime(now: number, signature: Signature, errors: AuthErrors): void {
  const signedAt = fromTimestamp(signature.timestamp);
  if (Number.isNaN(signedAt))
    throw new AwsError('AccessDenied', 'AWS authentication requires a valid Date or x-amz-date header', 403);
  const skew = signature.scope.service === 's3' ? S3_SKEW_MS : SKEW_MS;
  const late = signature.expiresSeconds === undefined ? now - signedAt > skew : false;
  if (late || signedAt - now > skew) throw errors.skewed(signature.timestamp, toTimestamp(now));
  if (signature.expiresSeconds !== undefined)
    checkExpiry(now, signedAt + signature.expiresSeconds * 1_000, signature.expiresSeconds);
  if (!signature.timestamp.startsWith(signature.scope.date)) {
    throw new AwsError(
      'SignatureDoesNotMatch',
      'Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP',
      403,
    );
  }
}

/** For presigned URLs of either signature version. */
export function checkExpiry(now: number, expiresAt: number, expiresSeconds?: number): void {
  if (now < expiresAt) return;
  throw new AwsError('AccessDenied', 'Request has expired', 403, {
    'X-Amz-Expires': expiresSeconds,
    Expires: new Date(expiresAt).toISOString(),
    ServerTime: new Date(now).toISOString(),
  });
}

/**
 * What is not signed could have been added on the way.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html#create-canonical-request
 */
function checkCoverage({ headers }: SignedParts, { signedHeaders, form }: Signature, errors: AuthErrors): void {
  const unsigned = Object.keys(headers).filter(
    (name) =>
      name.startsWith('x-amz-') &&
      !signedHeaders.includes(name) &&
      !(form === 'query' && name === 'x-amz-content-sha256'),
  );
  if (!signedHeaders.includes('host')) throw errors.unsigned(['host', ...unsigned]);
  if (unsigned.length > 0) throw errors.unsigned(unsigned);
}

/** In a time that does not tell how much of a wrong signature was right. */
export function sameText(expected: string, given: string): boolean {
  const [wanted, got] = [Buffer.from(expected), Buffer.from(given)];
  return wanted.length === got.length && timingSafeEqual(wanted, got);
}
