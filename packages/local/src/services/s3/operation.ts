import type { Clock } from '@safelight/asl/clock';
import type { Ids, Place } from '@safelight/asl/identity';
import type { CredentialStore } from '#gateway/credentials.ts';
import type { Operation } from '#gateway/dispatch/operation.ts';
import { shortRequestId } from '#gateway/response/error-response.ts';
import type { Access, Authorize, GatewayRequest, GatewayResponse } from '#gateway/service.ts';
import type { PolicyDocument } from '#services/iam/policy-document.ts';
import type { S3Events } from '#services/s3/events.ts';
import type { Buckets } from '#services/s3/store/buckets.ts';

/** A request and what it is about; `bucket` and `key` are empty where the path names none. */
export interface S3Call {
  readonly request: GatewayRequest;
  readonly bucket: string;
  readonly key: string;
}

/** What operations are made of. */
export interface S3Context {
  readonly buckets: Buckets;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly place: Place;
  readonly authorize: Authorize;
  readonly events: S3Events;
  readonly credentials: CredentialStore;
  readonly policies: ResourcePolicies;
}

/** Where bucket policies take effect; a document that cannot be understood is refused. */
export interface ResourcePolicies {
  /** Throws AWS's error for a document that is refused when somebody sets it. */
  checkResourcePolicy(resourceArn: string, document: unknown): PolicyDocument;
  setResourcePolicy(resourceArn: string, policyName: string, document: unknown): void;
  removeResourcePolicy(resourceArn: string, policyName: string): void;
}

export type Level = 'service' | 'bucket' | 'object';

/** One operation of the S3 API. Of several that match a request, the one with most markers is meant. */
export interface S3Operation extends Omit<Operation<S3Call, GatewayResponse>, 'input'> {
  /** As in the API reference. */
  readonly name: string;
  readonly method: string;
  readonly level: Level;
  /** Query parameters that must be there. */
  readonly query?: readonly string[];
  /** A header that must be there. */
  readonly header?: string;
  /**
   * Headers of S3's own and query parameters that it understands beside those that every operation does; any other is
   * refused by its name.
   */
  readonly takes?: readonly string[];
  /** Bytes of its body that are read at most; 0 where it has none. */
  readonly largestBody: number;
  access(call: S3Call): readonly Access[];
  run(call: S3Call): Promise<GatewayResponse> | GatewayResponse;
}

export const bucketArn = (bucket: string) => `arn:aws:s3:::${bucket}`;
export const objectArn = (bucket: string, key: string) => `arn:aws:s3:::${bucket}/${key}`;

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/upload-objects.html */
export const LARGEST_OBJECT = 5 * 1024 ** 3;

/** What settings are written in. */
export const LARGEST_DOCUMENT = 1 << 20;

export const NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';

/** The answer with a document in it. */
export const xmlResponse = (
  { request }: S3Call,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): GatewayResponse => ({
  status: 200,
  headers: { 'content-type': 'application/xml', ...identification(request), ...headers },
  body,
});

export const emptyResponse = (
  { request }: S3Call,
  status: number,
  headers: Readonly<Record<string, string>> = {},
): GatewayResponse => ({ status, headers: { ...identification(request), ...headers } });

/** Support asks for these two; they are in every answer. */
export const identification = (request: GatewayRequest) => ({
  'x-amz-request-id': requestId(request),
  'x-amz-id-2': request.id,
});

export const requestId = ({ id }: GatewayRequest) => shortRequestId(id);

/** A query parameter; `undefined` when it is not there. */
export const parameter = ({ request }: S3Call, name: string) => request.query.get(name) ?? undefined;
