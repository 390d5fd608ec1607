import { AwsError } from '#gateway/aws-error.ts';
import type { QueryPair } from '#gateway/sigv4/encoding.ts';
import type { CredentialScope } from '#gateway/sigv4/signing.ts';

/** What a request says of its own signature, not yet believed. */
export interface Signature {
  readonly form: 'header' | 'query';
  readonly accessKeyId: string;
  readonly scope: CredentialScope;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  /** As in `x-amz-date`: `20261122T120000Z`. */
  readonly timestamp: string;
  readonly sessionToken?: string;
  /** Only of a presigned URL. */
  readonly expiresSeconds?: number;
}

const ALGORITHM = 'AWS4-HMAC-SHA256';

/** A presigned URL lasts at most a week. */
const LONGEST_EXPIRY_SECONDS = 604_800;

/** Reads a Signature Version 4 from header or query; undefined when there is none. */
export function readSignature(
  headers: Readonly<Record<string, string>>,
  query: readonly QueryPair[],
): Signature | undefined {
  const authorization = headers.authorization;
  if (authorization?.startsWith(ALGORITHM)) return fromHeader(authorization, headers);
  if (authorization !== undefined) throw unsupported(authorization);
  const fields = new Map(query.filter(([name]) => name.startsWith('X-Amz-')));
  return fields.has('X-Amz-Signature') || fields.has('X-Amz-Algorithm') ? fromQuery(fields) : undefined;
}

function fromHeader(authorization: string, headers: Readonly<Record<string, string>>): Signature {
  const fields = new Map<string, string>();
  for (const part of authorization.slice(ALGORITHM.length).split(',')) {
    const at = part.indexOf('=');
    fields.set(part.slice(0, at).trim(), part.slice(at + 1).trim());
  }
  const timestamp = headers['x-amz-date'] ?? timestampOf(headers.date);
  const token = headers['x-amz-security-token'];
  return {
    form: 'header',
    ...readCredential(required(fields, 'Credential')),
    signedHeaders: required(fields, 'SignedHeaders').split(';'),
    signature: required(fields, 'Signature'),
    timestamp: timestamp ?? '',
    ...(token === undefined ? {} : { sessionToken: token }),
  };
}

function fromQuery(fields: ReadonlyMap<string, string>): Signature {
  if (fields.get('X-Amz-Algorithm') !== ALGORITHM) throw queryError('X-Amz-Algorithm only supports "AWS4-HMAC-SHA256"');
  const expiresSeconds = Number(required(fields, 'X-Amz-Expires'));
  if (!Number.isInteger(expiresSeconds) || expiresSeconds < 0)
    throw queryError('X-Amz-Expires must be a non-negative number');
  if (expiresSeconds > LONGEST_EXPIRY_SECONDS) {
    throw queryError(
      'X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than 604800 seconds',
    );
  }
  const token = fields.get('X-Amz-Security-Token');
  return {
    form: 'query',
    ...readCredential(required(fields, 'X-Amz-Credential')),
    signedHeaders: required(fields, 'X-Amz-SignedHeaders').split(';'),
    signature: required(fields, 'X-Amz-Signature'),
    timestamp: required(fields, 'X-Amz-Date'),
    expiresSeconds,
    ...(token === undefined ? {} : { sessionToken: token }),
  };
}

function readCredential(credential: string): { readonly accessKeyId: string; readonly scope: CredentialScope } {
  const parts = credential.split('/');
  const [accessKeyId, date, region, service, terminator] = parts;
  if (!accessKeyId || !date || !region || !service || terminator !== 'aws4_request' || parts.length !== 5) {
    throw malformed('The Credential is mal-formed; expecting "<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request".');
  }
  return { accessKeyId, scope: { date, region, service } };
}

function required(fields: ReadonlyMap<string, string>, name: string): string {
  const value = fields.get(name);
  if (value) return value;
  throw malformed(`The authorization is missing its ${name} parameter.`);
}

const malformed = (message: string) => new AwsError('AuthorizationHeaderMalformed', message);

const unsupported = (authorization: string) =>
  new AwsError('InvalidArgument', 'Unsupported Authorization Type', 400, {
    ArgumentName: 'Authorization',
    ArgumentValue: authorization,
  });

const queryError = (message: string) => new AwsError('AuthorizationQueryParametersError', message);

/** Some clients send only `Date`, in the form of HTTP. */
function timestampOf(httpDate: string | undefined): string | undefined {
  const ms = Date.parse(httpDate ?? '');
  return Number.isNaN(ms) ? undefined : toTimestamp(ms);
}

/** `20261122T120000Z` */
export const toTimestamp = (ms: number) => `${new Date(ms).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;

/** Milliseconds since the epoch; NaN when it is no such timestamp. */
export function fromTimestamp(timestamp: string): number {
  if (!/^\d{8}T\d{6}Z$/.test(timestamp)) return Number.NaN;
  const part = (start: number, end: number) => timestamp.slice(start, end);
  return Date.parse(`${part(0, 4)}-${part(4, 6)}-${part(6, 8)}T${part(9, 11)}:${part(11, 13)}:${part(13, 16)}`);
}
