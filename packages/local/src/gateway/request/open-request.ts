import type { Place } from '@safelight/asl/identity';
import { AwsError } from '#gateway/aws-error.ts';
import type { Message } from '#gateway/request/message.ts';
import {
  chunkedPayload,
  hashedPayload,
  type Payload,
  plainPayload,
  readWhole,
  wholePayload,
} from '#gateway/request/payload.ts';
import type { Target } from '#gateway/request/target.ts';
import type { GatewayRequest, Principal, Service } from '#gateway/service.ts';
import { type AuthErrors, authErrors } from '#gateway/sigv4/auth-errors.ts';
import type { Signature } from '#gateway/sigv4/signature.ts';
import { isSignatureV2, verifySignatureV2 } from '#gateway/sigv4/signature-v2.ts';
import { sha256Hex, sha256InPieces } from '#gateway/sigv4/signing.ts';
import { checkSignature, judgeSigner, type Verified, type VerifierDeps } from '#gateway/sigv4/verify.ts';

export interface OpenContext extends VerifierDeps {
  readonly endpoint: () => string;
  readonly place: Place;
}

interface Opened {
  readonly principal: Principal;
  readonly payload: Payload;
}

/** Checks the signature and takes the framing off the payload; throws what the service calls a bad signature. */
export async function openRequest(
  context: OpenContext,
  service: Service,
  target: Target,
  message: Message,
  id: string,
): Promise<GatewayRequest> {
  if (target.unreadable) throw target.unreadable;
  const errors = authErrors(service.protocol);
  const { principal, payload } = target.signature
    ? await openSigned(context, service, { ...target, signature: target.signature }, message, errors)
    : openUnsigned(context, service, target, message, errors);
  return {
    id,
    method: message.method ?? 'GET',
    rawPath: target.rawPath,
    query: target.query,
    headers: withoutFraming(target.headers),
    ...payload,
    principal,
    endpoint: context.endpoint(),
  };
}

/** What it would take some milliseconds to hash. */
const LARGE_BYTES = 4_000_000;

async function openSigned(
  context: OpenContext,
  service: Service,
  target: SignedTarget,
  message: Message,
  errors: AuthErrors,
): Promise<Opened> {
  const { signature } = target;
  const headers = { ...target.headers, ...target.repeated };
  const method = message.method ?? 'GET';
  const parts = { ...target, headers, method, query: target.pairs };
  const signer = judgeSigner(context, parts, signature, errors);
  const check = (payloadHash: string) => checkSignature(context, { parts, signature, payloadHash }, signer, errors);
  const mode = payloadMode(target, signature);
  if (mode === undefined) {
    const bytes = await readWhole(message, service.largestBody({ ...target, method }));
    check(bytes.length > LARGE_BYTES ? (await sha256InPieces(bytes)).toString('hex') : sha256Hex(bytes));
    return { ...signer, payload: wholePayload(bytes) };
  }
  check(mode);
  return { ...signer, payload: await payloadOf(context, message, mode, signature, signer) };
}

type SignedTarget = Target & { readonly signature: Signature };

/**
 * What a request to S3 says of its payload's hash, as it must; every other service hashes what it was sent, whatever is said.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
 */
function payloadMode({ headers }: Target, { scope, form }: Signature): string | undefined {
  if (scope.service !== 's3') return undefined;
  const mode = headers['x-amz-content-sha256'] ?? (form === 'query' ? 'UNSIGNED-PAYLOAD' : undefined);
  if (mode !== undefined) return mode;
  throw new AwsError('InvalidRequest', 'Missing required header for this request: x-amz-content-sha256');
}

function payloadOf(
  { keys }: OpenContext,
  message: Message,
  mode: string,
  signature: Signature,
  { secretAccessKey }: Verified,
): Payload | Promise<Payload> {
  if (mode === 'UNSIGNED-PAYLOAD') return plainPayload(message);
  if (!mode.startsWith('STREAMING-')) return hashedPayload(message, mode);
  const { scope, timestamp } = signature;
  return chunkedPayload(message, mode, { keys, secretAccessKey, scope, timestamp, seed: signature.signature });
}

/** Strangers may speak to S3 alone, where bucket policies decide what they may do. */
function openUnsigned(
  context: OpenContext,
  service: Service,
  target: Target,
  message: Message,
  errors: AuthErrors,
): Opened {
  if (service.signingName !== 's3') throw errors.missing();
  const parts = { ...target, method: message.method ?? 'GET', query: target.pairs };
  const principal: Principal = isSignatureV2(target.query)
    ? verifySignatureV2(context, parts, target.query, errors)
    : { kind: 'anonymous' };
  return { principal, payload: plainPayload(message) };
}

/** The service sees the payload's own length and encoding. */
function withoutFraming(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const length = headers['x-amz-decoded-content-length'];
  const encoding = headers['content-encoding'];
  if (length === undefined && !encoding?.includes('aws-chunked')) return headers;
  const { 'content-encoding': _encoding, ...rest } = headers;
  const kept = (encoding ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'aws-chunked')
    .join(',');
  return {
    ...rest,
    ...(length === undefined ? {} : { 'content-length': length }),
    ...(kept === '' ? {} : { 'content-encoding': kept }),
  };
}
