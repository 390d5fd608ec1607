import { buffer } from 'node:stream/consumers';
import { AwsError } from '#gateway/aws-error.ts';
import type { Codec } from '#gateway/dispatch/codec.ts';
import type { RequestHead } from '#gateway/request/largest-body.ts';
import { decodePercent } from '#gateway/sigv4/encoding.ts';
import type { LambdaAnswer, LambdaCall, LambdaOperations } from '#services/lambda/api/operation.ts';

/** Where a member is a header that no operation here reads. https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html */
const HEADERS: Readonly<Record<string, string>> = {
  DurableExecutionName: 'x-amz-durable-execution-name',
  TenantId: 'x-amz-tenant-id',
};

/** REST with JSON: method and path name the operation. https://docs.aws.amazon.com/lambda/latest/api/API_Operations.html */
export const lambdaCodec = (operations: LambdaOperations): Codec<LambdaCall, LambdaAnswer> => ({
  protocol: 'rest-json',
  named: (head) => routeOf(operations, head)?.operation ?? '',
  open(request) {
    const route = routeOf(operations, request);
    if (!route) throw unknown(`${request.method} ${request.rawPath}`);
    const { operation, parameters } = route;
    let body: Promise<Buffer> | undefined;
    const read = () => (body ??= buffer(request.body));
    return { operation, input: () => ({ parameters, request, body: read }) };
  },
  unknown,
  // Of a body, its schema refuses what it does not know.
  member: ({ request: { query, headers } }, name) => query.get(name) ?? headers[HEADERS[name] ?? ''],
  answer: ({ status = 200, headers, body }, request) => ({
    status,
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      'x-amzn-requestid': request.id,
      ...headers,
    },
    ...(body !== undefined && { body: body instanceof Uint8Array ? body : JSON.stringify(body) }),
  }),
});

function routeOf(operations: LambdaOperations, { method, rawPath }: RequestHead) {
  const path = decodePercent(rawPath) ?? rawPath;
  for (const [operation, route] of Object.entries(operations)) {
    const match = method === route.method ? route.path.exec(path) : null;
    if (match) return { operation, parameters: { ...match.groups } };
  }
  return undefined;
}

const unknown = (what: string) => new AwsError('UnknownOperationException', `${what} is not supported here.`, 404);
