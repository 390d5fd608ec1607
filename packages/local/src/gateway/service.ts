import type { Readable } from 'node:stream';
import type { RequestHead } from '#gateway/request/largest-body.ts';

/** Who signed a request. Roles are those of the compiled template; the developer is whoever started the system. */
export type Principal =
  | { readonly kind: 'developer'; readonly arn: string }
  | RoleSession
  | { readonly kind: 'service'; readonly service: string; readonly sourceArn?: string }
  | { readonly kind: 'anonymous' };

/** A session of a role, and what was said of it when it began. */
export interface RoleSession {
  readonly kind: 'role';
  readonly roleArn: string;
  readonly sessionName: string;
  /** In milliseconds since the epoch; of sessions that AssumeRole began. */
  readonly issuedAt?: number;
  /** What the session may do is what these allow too. */
  readonly sessionPolicies?: SessionPolicies;
  /** The function whose code makes the calls. */
  readonly sourceFunctionArn?: string;
  /** The one of its environments that does: each has keys of its own. */
  readonly environment?: string;
}

/** `Policy` and `PolicyArns` of AssumeRole. */
export interface SessionPolicies {
  readonly document?: string;
  readonly arns: readonly string[];
}

/** A request whose signature has been checked and whose payload has been decoded. */
export interface GatewayRequest {
  readonly id: string;
  readonly method: string;
  /** The path as it came, still percent-encoded; services decode it once. */
  readonly rawPath: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The payload without `aws-chunked` framing; its signature is verified as it is read. */
  readonly body: Readable;
  /** What came after the payload, such as its checksum; complete when `body` has ended. */
  readonly trailers: Readonly<Record<string, string>>;
  readonly principal: Principal;
  /** `http://127.0.0.1:PORT`: what URLs in answers begin with. */
  readonly endpoint: string;
  /** Told what the request turns out to ask, once it is read; absent where nobody wants to know. */
  readonly performed?: (call: PerformedCall) => void;
}

/** An operation with what it was given, as the service reads it. */
export interface PerformedCall {
  readonly operation: string;
  readonly input: unknown;
}

export interface GatewayResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | Readable;
}

/** Condition keys of a request with their values, such as of `dynamodb:LeadingKeys`. */
export type ConditionKeys = Readonly<Record<string, string | readonly string[] | undefined>>;

/** One thing that a request wants to do, in the terms of IAM policies. */
export interface Access {
  /** Such as `s3:GetObject`. */
  readonly action: string;
  /** An ARN, or `*` for actions that have no resource. */
  readonly resource: string;
  readonly context?: ConditionKeys;
  /** Keys that are looked up when a policy asks about them; `key` in lower case. */
  lookUp?(key: string): readonly string[] | undefined;
}

/** Throws the service's access-denied error unless the principal may do what is asked. */
export type Authorize = (principal: Principal, access: Access, request?: RequestFacts) => void;

/** What policies may ask about a request itself; calls that services make in process have none. */
export type RequestFacts = Pick<GatewayRequest, 'headers'>;

/** How a service writes answers and errors on the wire; `rpc-v2-cbor` is here for errors alone. */
export type Protocol = 'json-1.0' | 'json-1.1' | 'rest-json' | 'rest-xml' | 'query' | 'rpc-v2-cbor';

/** One AWS service behind the gateway. */
export interface Service {
  /** As in the credential scope of a signature: `s3`, `dynamodb`, `states` … */
  readonly signingName: string;
  readonly protocol: Protocol;
  /** Bytes that the body of a request with this head can have at most: no more of it is read. S3 judges the bodies of its own. */
  largestBody(head: RequestHead): number;
  handle(request: GatewayRequest): Promise<GatewayResponse>;
}
