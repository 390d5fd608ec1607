import { createGunzip } from 'node:zlib';
import { AwsError } from '#gateway/aws-error.ts';
import { errorResponse } from '#gateway/error-response.ts';
import { jsonService } from '#gateway/json-service.ts';
import { queryService } from '#gateway/query-service.ts';
import type { Authorize, GatewayRequest, GatewayResponse, Service } from '#gateway/service.ts';
import { queryCode } from '#services/cloudwatch/errors.ts';
import type { Operations } from '#services/cloudwatch/operations/operation.ts';

const SIGNING_NAME = 'monitoring';

/**
 * CloudWatch speaks JSON to the SDKs, boto3 and CLI of today, and the query protocol to those of yesterday. The third one
 * that it has, `rpc-v2-cbor`, is refused.
 */
export function cloudWatchWire(operations: Operations, authorize: Authorize): Service {
  const common = { signingName: SIGNING_NAME, authorize };
  const json = jsonService({ ...common, protocol: 'json-1.0', operations: inJson(operations) });
  const namespace = 'http://monitoring.amazonaws.com/doc/2010-08-01/';
  const query = queryService({ ...common, namespace, operations });
  return {
    signingName: SIGNING_NAME,
    protocol: 'json-1.0',
    async handle(compressed) {
      const request = unpacked(compressed);
      if (request.headers['smithy-protocol'] !== undefined)
        throw new AwsError('UnknownOperationException', 'CloudWatch speaks JSON and query here, not rpc-v2-cbor.', 404);
      if (request.headers['x-amz-target'] !== undefined) return json.handle(request);
      return query.handle(request).catch((error) => queryError(error, request));
    },
  };
}

/** The gateway would answer in JSON, which these clients do not read. */
function queryError(error: unknown, { id, method }: GatewayRequest): GatewayResponse {
  if (!(error instanceof AwsError)) throw error;
  const refusal = new AwsError(queryCode(error), error.message, error.status);
  return errorResponse(refusal, { protocol: 'query', signingName: SIGNING_NAME, method, requestId: id });
}

/** SDKs compress large PutMetricData requests. */
const unpacked = (request: GatewayRequest): GatewayRequest =>
  request.headers['content-encoding'] === 'gzip' ? { ...request, body: request.body.pipe(createGunzip()) } : request;

const inJson = (operations: Operations): Operations =>
  Object.fromEntries(
    Object.entries(operations).map(([name, { access, run }]) => [
      name,
      { access, run: async (input, context) => plainObject((await run(input, context)) ?? {}) },
    ]),
  );

/** Dates are seconds since the epoch in JSON, and maps are objects. */
function plain(value: unknown): unknown {
  if (value instanceof Date) return value.getTime() / 1_000;
  if (value instanceof Map) return plainObject(Object.fromEntries(value));
  if (Array.isArray(value)) return value.map(plain);
  return typeof value === 'object' && value !== null ? plainObject(value) : value;
}

const plainObject = (value: object): object =>
  Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plain(member)]));
