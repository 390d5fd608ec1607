import { jsonFault } from '@safelight/asl/definition/syntax/json-fault';
import type { GatewayRequest } from '#gateway/service.ts';
import type { LambdaAnswer, LambdaCall, LambdaOperation } from '#services/lambda/api/operation.ts';
import { eventTooLarge, invalidContent, invalidParameter, requestTooLarge } from '#services/lambda/errors.ts';
import type { ExecutedInvocation, Invocation } from '#services/lambda/invocation/executor.ts';
import type { LambdaFunction } from '#services/lambda/lambda-function.ts';

interface InvokeOptions {
  readonly find: (name: string, qualifier?: string) => LambdaFunction;
  readonly invoke: (lambda: LambdaFunction, invocation: Invocation) => Promise<ExecutedInvocation>;
  /** Accepts an event for later. */
  readonly enqueue: (lambda: LambdaFunction, invocation: Invocation) => void;
}

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const MAX_SYNCHRONOUS_BYTES = 6_291_456;
const MAX_EVENT_BYTES = 1_048_576;

/** https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html */
export function invokeOperation({ find, invoke, enqueue }: InvokeOptions): LambdaOperation {
  const named = ({ parameters: { name = '' }, request }: LambdaCall) =>
    find(name, request.query.get('Qualifier') ?? undefined);
  return {
    method: 'POST',
    path: /^\/2015-03-31\/functions\/(?<name>[^/]+)\/invocations$/,
    access: (call) => [{ action: 'lambda:InvokeFunction', resource: named(call).arn }],
    async run(call) {
      const { request } = call;
      const lambda = named(call);
      const type = request.headers['x-amz-invocation-type'] ?? 'RequestResponse';
      const invocation = await readInvocation(call, type);
      switch (type) {
        case 'RequestResponse':
          return answer(await invoke(lambda, invocation), request);
        case 'Event':
          enqueue(lambda, invocation);
          return { status: 202 };
        case 'DryRun':
          return { status: 204 };
        default:
          throw invalidParameter(`Invocation type ${type} is not one of RequestResponse, Event, DryRun.`);
      }
    },
  };
}

async function readInvocation({ request, ...call }: LambdaCall, type: string): Promise<Invocation> {
  const body = await call.body();
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
  } catch {
    const why = jsonFault(body.toString()) ?? 'Unexpected content after the end of the value';
    throw invalidContent(`Could not parse payload into json: ${why.replace('(String)', '(byte[])')}`);
  }
}

function answer({ status, payload, logTail }: ExecutedInvocation, request: GatewayRequest): LambdaAnswer {
  return {
    headers: {
      'x-amz-executed-version': '$LATEST',
      ...(status !== 'success' && { 'x-amz-function-error': 'Unhandled' }),
      ...(request.headers['x-amz-log-type'] === 'Tail' && {
        'x-amz-log-result': Buffer.from(logTail).toString('base64'),
      }),
    },
    body: payload,
  };
}
