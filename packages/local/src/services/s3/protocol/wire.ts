import { AwsError } from '#gateway/aws-error.ts';
import { type DispatchedService, dispatch } from '#gateway/dispatch/dispatch.ts';
import type { Operation } from '#gateway/dispatch/operation.ts';
import { limited } from '#gateway/request/payload.ts';
import type { GatewayResponse } from '#gateway/service.ts';
import { withConditionKeys } from '#services/s3/condition-keys.ts';
import { s3Errors } from '#services/s3/errors.ts';
import { LARGEST_OBJECT, type S3Call, type S3Context, type S3Operation } from '#services/s3/operation.ts';
import { readAddress } from '#services/s3/protocol/address.ts';
import { s3Codec } from '#services/s3/protocol/codec.ts';
import { corsHeaders, preflight } from '#services/s3/settings/cors-answers.ts';

/** The operations behind the gateway; around them what browsers ask first and want to be told with every answer. */
export function s3Wire(context: S3Context, operations: readonly S3Operation[]): DispatchedService {
  const service = dispatch({
    signingName: 's3',
    title: 'S3',
    codec: s3Codec(context, operations),
    operations: Object.fromEntries(operations.map((operation) => [operation.name, withKeys(context, operation)])),
    // Every signature says how its payload is hashed, so that none is read before the operation is known.
    bodies: {},
    authorize: context.authorize,
    notSupported: s3Errors.notImplemented,
  });
  return {
    ...service,
    async handle(request) {
      const address = readAddress(request);
      const cors = context.buckets.find(address.bucket)?.config.cors ?? [];
      if (request.method === 'OPTIONS') return preflight({ request, ...address }, cors);
      if (request.headers.origin === undefined) return service.handle(request);
      return withHeaders(corsHeaders(request, cors), () => service.handle(request));
    },
  };
}

/** The keys of an access are read when its turn comes: what is wrong with one does not hide that another is refused. */
const withKeys = (context: S3Context, operation: S3Operation): Operation<S3Call, GatewayResponse> => ({
  ...operation,
  input: { members: operation.takes ?? [] },
  *access(call) {
    for (const access of operation.access(call)) yield withConditionKeys(context, call, access);
  },
  run: (call) => operation.run(withinLimit(call, operation)),
});

/** No more of a document is read than its operation can mean; objects are counted where they are written. */
function withinLimit(call: S3Call, { largestBody }: S3Operation): S3Call {
  if (largestBody === 0 || largestBody === LARGEST_OBJECT) return call;
  if (Number(call.request.headers['content-length'] ?? 0) > largestBody) throw s3Errors.messageTooLong(largestBody);
  const body = limited(call.request.body, largestBody, () => s3Errors.messageTooLong(largestBody));
  return { ...call, request: { ...call.request, body } };
}

/** A browser must be able to read an error too. */
async function withHeaders(
  headers: Readonly<Record<string, string>>,
  act: () => Promise<GatewayResponse>,
): Promise<GatewayResponse> {
  try {
    const response = await act();
    return { ...response, headers: { ...response.headers, ...headers } };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw new AwsError(error.code, error.message, error.status, error.details, { ...error.headers, ...headers });
  }
}
