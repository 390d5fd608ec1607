import { createGunzip } from 'node:zlib';
import type { JsonObject } from '@safelight/asl/json';
import { AwsError } from '#gateway/aws-error.ts';
import type { Codec } from '#gateway/dispatch/codec.ts';
import { type DispatchedService, dispatch } from '#gateway/dispatch/dispatch.ts';
import { jsonCodec } from '#gateway/dispatch/json-codec.ts';
import type { Operations } from '#gateway/dispatch/operation.ts';
import { queryCodec } from '#gateway/dispatch/query-codec.ts';
import { largestBody } from '#gateway/request/largest-body.ts';
import { limited, pipe } from '#gateway/request/payload.ts';
import { errorResponse } from '#gateway/response/error-response.ts';
import type { Authorize, GatewayRequest } from '#gateway/service.ts';
import { bodies } from '#services/cloudwatch/bodies.ts';
import { queryCode, validationError } from '#services/cloudwatch/errors.ts';

type CloudWatchCodec = Codec<JsonObject, object | undefined>;

const SIGNING_NAME = 'monitoring';

const json = jsonCodec('json-1.0');
const codec: CloudWatchCodec = {
  ...json,
  answer: (output = {}, request, operation) => json.answer(plainObject(output), request, operation),
};

const older: CloudWatchCodec = {
  ...queryCodec('http://monitoring.amazonaws.com/doc/2010-08-01/'),
  // The gateway would answer in JSON, which these clients do not read.
  refusal(error, { id, method }) {
    const refusal = new AwsError(queryCode(error), error.message, error.status);
    return errorResponse(refusal, {
      protocol: 'query',
      signingName: SIGNING_NAME,
      method,
      requestId: id,
    });
  },
};

/**
 * CloudWatch speaks JSON to the SDKs, boto3 and CLI of today, and the query protocol to those of yesterday. The third one
 * that it has, `rpc-v2-cbor`, is refused.
 */
export function cloudWatchWire(operations: Operations, authorize: Authorize): DispatchedService {
  const service = dispatch({
    signingName: SIGNING_NAME,
    title: 'CloudWatch',
    codec,
    otherCodec,
    operations,
    bodies,
    authorize,
    notSupported: validationError,
  });
  return { ...service, handle: (request) => service.handle(unpacked(request)) };
}

function otherCodec({ headers }: GatewayRequest): CloudWatchCodec | undefined {
  if (headers['smithy-protocol'] !== undefined)
    throw new AwsError('UnknownOperationException', 'CloudWatch speaks JSON and query here, not rpc-v2-cbor.', 404);
  return headers['x-amz-target'] === undefined ? older : undefined;
}

/** SDKs compress large PutMetricData requests. */
const unpacked = (request: GatewayRequest): GatewayRequest =>
  request.headers['content-encoding'] === 'gzip'
    ? { ...request, body: limited(pipe(request.body, createGunzip()), largestBody(bodies, codec.named?.(request))) }
    : request;

/** Dates are seconds since the epoch in JSON, and maps are objects. */
function plain(value: unknown): unknown {
  if (value instanceof Date) return value.getTime() / 1_000;
  if (value instanceof Map) return plainObject(Object.fromEntries(value));
  if (Array.isArray(value)) return value.map(plain);
  return typeof value === 'object' && value !== null ? plainObject(value) : value;
}

const plainObject = (value: object): object =>
  Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plain(member)]));
