import { buffer } from 'node:stream/consumers';
import type { GatewayRequest, GatewayResponse } from '#gateway/service.ts';
import type { Route } from '#services/lambda/api/route.ts';
import { eventTooLarge, invalidContent, invalidParameter, requestTooLarge } from '#services/lambda/errors.ts';
import type { ExecutedInvocation, Invocation } from '#services/lambda/invocation/executor.ts';
import type { LambdaFunction } from '#services/lambda/lambda-function.ts';

interface InvokeRouteOptions {
  readonly find: (name: string, qualifier?: string) => LambdaFunction;
  readonly invoke: (lambda: LambdaFunction, invocation: Invocation) => Promise<ExecutedInvocation>;
  /** Accepts an event for later. */
  readonly enqueue: (lambda: LambdaFunction, invocation: Invocation) => void;
}

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const MAX_SYNCHRONOUS_BYTES = 6_291_456;
const MAX_EVENT_BYTES = 1_048_576;

/** https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html */
export function invokeRoute({ find, invoke, enqueue }: InvokeRouteOptions): Route {
  const named = (name: string | undefined, request: GatewayRequest) =>
    find(name ?? '', request.query.get('Qualifier') ?? undefined);
  return {
    method: 'POST',
    path: /^\/2015-03-31\/functions\/(?<name>[^/]+)\/invocations$/,
    access: ({ name }, request) => ({ action: 'lambda:InvokeFunction', resource: named(name, request).arn }),
    async run({ name }, request) {
      const lambda = named(name, request);
      const type = request.headers['x-amz-invocation-type'] ?? 'RequestResponse';
      const invocation = await readInvocation(request, type);
      switch (type) {
        case 'RequestResponse':
          return answer(await invoke(lambda, invocation), request);
        case 'Event':
          enqueue(lambda, invocation);
          return { status: 202, headers: { 'x-amzn-requestid': request.id } };
        case 'DryRun':
          return { status: 204, headers: { 'x-amzn-requestid': request.id } };
        default:
          throw invalidParameter(`Invocation type ${type} is not one of RequestResponse, Event, DryRun.`);
      }
    },
  };
}

async function readInvocation(request: GatewayRequest, type: string): Promise<Invocation> {
  const body = await buffer(request.body);
  if (type === 'Event' && body.length > MAX_EVENT_BYTES) throw eventTooLarge(body.length, MAX_EVENT_BYTES);
  if (body.length > MAX_SYNCHRONOUS_BYTES) throw requestTooLarge(MAX_SYNCHRONOUS_BYTES);
  const clientContext = request.headers['x-amz-client-context'];
  return {
    requestId: request.id,
    traceId: request.headers['x-amzn-trace-id'] ?? '',
    event: body.length === 0 ? Buffer.from('{}') : checkedJson(body),
    ...(clientContext !== undefined && { clientContext }),
  };
}

/** The bytes are passed on as they are: parsing only shows that they are JSON. */
function checkedJson(body: Buffer): Buffer {
  try {
    JSON.parse(body.toString());
    return body;
  } catch (error) {
    throw invalidContent(error instanceof Error ? error.message : String(error));
  }
}

function answer({ status, payload, logTail }: ExecutedInvocation, request: GatewayRequest): GatewayResponse {
  return {
    status: 200,
    headers: {
      'content-type': 'application/json',
      'x-amzn-requestid': request.id,
      'x-amz-executed-version': '$LATEST',
      ...(status !== 'success' && { 'x-amz-function-error': 'Unhandled' }),
      ...(request.headers['x-amz-log-type'] === 'Tail' && {
        'x-amz-log-result': Buffer.from(logTail).toString('base64'),
      }),
    },
    body: payload,
  };
}
