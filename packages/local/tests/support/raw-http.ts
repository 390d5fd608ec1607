import { connect } from 'node:net';
import type { Credentials } from '#gateway/credentials.ts';
import { canonicalRequest, stringToSign } from '#gateway/sigv4/canonical.ts';
import { queryPairs } from '#gateway/sigv4/encoding.ts';
import { toTimestamp } from '#gateway/sigv4/signature.ts';
import { SigningKeys, scopeText, sha256Hex } from '#gateway/sigv4/signing.ts';

/** What goes into a signature, each part of which a test may get wrong. */
export interface Signing {
  readonly credentials: Credentials;
  readonly service?: string;
  readonly region?: string;
  /** Milliseconds since the epoch. */
  readonly at?: number;
  /** As `x-amz-date`, where it is to be another than `at`. */
  readonly timestamp?: string;
  /** Day of the credential scope: `20261122`. */
  readonly day?: string;
  /** As `x-amz-content-sha256`. */
  readonly payload?: string;
}

export interface RawRequest {
  readonly method?: string;
  /** Sent as it is. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Headers of a request with its signature, made by the rules and not by an SDK, which would refuse to get them wrong. */
export function signed(endpoint: string, request: RawRequest, signing: Signing): Record<string, string> {
  const { credentials, service = 's3', region = 'us-east-1', at = Date.now() } = signing;
  const timestamp = signing.timestamp ?? toTimestamp(at);
  const scope = { date: signing.day ?? toTimestamp(at).slice(0, 8), region, service };
  const payload = signing.payload ?? sha256Hex(request.body ?? '');
  const headers: Record<string, string> = {
    host: new URL(endpoint).host,
    'x-amz-date': timestamp,
    'x-amz-content-sha256': payload,
    ...request.headers,
  };
  const signedHeaders = Object.keys(headers).toSorted();
  const [rawPath = '', query = ''] = request.path.split('?');
  const parts = { method: request.method ?? 'GET', rawPath, query: queryPairs(query), headers };
  const { accessKeyId, secretAccessKey } = credentials;
  const signature = { form: 'header', accessKeyId, scope, signedHeaders, signature: '', timestamp } as const;
  const toSign = stringToSign(signature, canonicalRequest(parts, signature, payload));
  const hex = new SigningKeys().sign(secretAccessKey, scope, toSign);
  const credential = `${accessKeyId}/${scopeText(scope)}`;
  return {
    ...headers,
    authorization: `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${signedHeaders.join(';')}, Signature=${hex}`,
  };
}

/** Sends a request line by line, and reads all that comes back until the end of the connection. */
export function sendRequest(
  endpoint: string,
  { method = 'GET', path, body = '' }: RawRequest,
  headers: Readonly<Record<string, string>>,
): Promise<string> {
  const lines = Object.entries({ 'content-length': `${Buffer.byteLength(body)}`, connection: 'close', ...headers });
  const head = [`${method} ${path} HTTP/1.1`, ...lines.map(([name, value]) => `${name}: ${value}`), '', ''];
  return sendBytes(endpoint, head.join('\r\n') + body);
}

/** A server that refuses a request may close before it has read all of it: what it said counts. */
export function sendBytes(endpoint: string, bytes: string): Promise<string> {
  const { hostname, port } = new URL(endpoint);
  return new Promise((resolve) => {
    let said = '';
    const socket = connect(Number(port), hostname, () => void socket.write(bytes, 'latin1'));
    socket.on('data', (chunk) => {
      said += chunk.toString();
    });
    socket.on('error', () => {}).on('close', () => resolve(said));
  });
}
