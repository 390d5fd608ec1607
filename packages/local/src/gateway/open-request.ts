import type { Place } from '@safelight/asl/identity';
import type { Message } from '#gateway/message.ts';
import {
  chunkedPayload,
  hashedPayload,
  type Payload,
  plainPayload,
  readWhole,
  wholePayload,
} from '#gateway/payload.ts';
import type { GatewayRequest, Principal, Service } from '#gateway/service.ts';
import { type AuthErrors, authErrors } from '#gateway/sigv4/auth-errors.ts';
import type { Signature } from '#gateway/sigv4/signature.ts';
import { isSignatureV2, verifySignatureV2 } from '#gateway/sigv4/signature-v2.ts';
import { sha256Hex } from '#gateway/sigv4/signing.ts';
import { type Verified, type VerifierDeps, verifySignature } from '#gateway/sigv4/verify.ts';
import type { Target } from '#gateway/target.ts';

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
    ? await openSigned(context, target, target.signature, message, errors)
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

async function openSigned(
  context: OpenContext,
  target: Target,
  signature: Signature,
  message: Message,
  errors: AuthErrors,
): Promise<Opened> {
  const headers = { ...target.headers, ...target.repeated };
  const parts = { ...target, headers, method: message.method ?? 'GET', query: target.pairs };
  const verify = (payloadHash: string) => verifySignature(context, parts, signature, payloadHash, errors);
  const mode = payloadMode(target, signature);
  if (mode === undefined) {
    const bytes = await readWhole(message);
    return { ...verify(sha256Hex(bytes)), payload: wholePayload(bytes) };
  }
  const verified = verify(mode);
  return { ...verified, payload: await payloadOf(context, message, mode, signature, verified) };
}

/** What a request to S3 says of its payload's hash; every other service hashes what it was sent, whatever is said. */
function payloadMode({ headers }: Target, { scope, form }: Signature): string | undefined {
  if (scope.service !== 's3') return undefined;
  return headers['x-amz-content-sha256'] ?? (form === 'query' ? 'UNSIGNED-PAYLOAD' : undefined);
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
