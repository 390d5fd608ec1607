import { buffer } from 'node:stream/consumers';
import { AwsError } from '#gateway/aws-error.ts';
import type { Codec } from '#gateway/dispatch/codec.ts';
import type { LambdaAnswer, LambdaCall, LambdaOperations } from '#services/lambda/api/operation.ts';

/** Where a member is a header that no operation here reads. https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html */
const HEADERS: Readonly<Record<string, string>> = {
  DurableExecutionName: 'x-amz-durable-execution-name',
  TenantId: 'x-amz-tenant-id',
};

/** REST with JSON: method and path name the operation. https://docs.aws.amazon.com/lambda/latest/api/API_Operations.html */
export const lambdaCodec = (operations: LambdaOperations): Codec<LambdaCall, LambdaAnswer> => ({
  protocol: 'rest-json',
  open(request) {
    const path = decodeURIComponent(request.rawPath);
    for (const [operation, { method, path: pattern }] of Object.entries(operations)) {
      const match = request.method === method ? pattern.exec(path) : null;
      if (!match) continue;
      let body: Promise<Buffer> | undefined;
      const read = () => (body ??= buffer(request.body));
      return { operation, input: () => ({ parameters: { ...match.groups }, request, body: read }) };
    }
    throw unknown(`${request.method} ${path}`);
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

const unknown = (what: string) => new AwsError('UnknownOperationException', `${what} is not supported here.`, 404);
