import type { Codec } from '#gateway/dispatch/codec.ts';
import type { GatewayRequest, GatewayResponse } from '#gateway/service.ts';
import { s3Errors } from '#services/s3/errors.ts';
import type { S3Call, S3Context, S3Operation } from '#services/s3/operation.ts';
import { readAddress } from '#services/s3/protocol/address.ts';
import { checkOwner, checkRequest } from '#services/s3/protocol/request-schema.ts';
import { createRouter } from '#services/s3/protocol/router.ts';

/** REST with XML: method, address, query and headers name the operation, which reads the body and writes the answer itself. */
export function s3Codec(
  { buckets, place }: S3Context,
  operations: readonly S3Operation[],
): Codec<S3Call, GatewayResponse> {
  const route = createRouter(operations);
  return {
    protocol: 'rest-xml',
    open(request) {
      const call = { request: withHoisted(request), ...readAddress(request) };
      const operation = route(call);
      const input = () => {
        checkRequest(call, operation);
        if (buckets.find(call.bucket)) checkOwner(call, place.accountId);
        return call;
      };
      return { operation: operation.name, input };
    },
    unknown: (name) => s3Errors.notImplemented(name),
    answer: (response) => response,
  };
}

/** SDKs put what a presigned request says into its query: there it counts as in a header. Sums of an unknown payload do not. */
function withHoisted(request: GatewayRequest): GatewayRequest {
  if (!request.query.has('X-Amz-Signature')) return request;
  const hoisted = [...request.query].filter(([name]) => /^x-amz-(?!checksum-|sdk-checksum-)/.test(name));
  return { ...request, headers: { ...request.headers, ...Object.fromEntries(hoisted) } };
}
