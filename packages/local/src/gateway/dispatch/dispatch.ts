import { AwsError } from '#gateway/aws-error.ts';
import type { Codec } from '#gateway/dispatch/codec.ts';
import { type CallContext, findOperation, type Operation, type Operations } from '#gateway/dispatch/operation.ts';
import { refusedMember } from '#gateway/dispatch/other-members.ts';
import { type LargestBodies, largestBody } from '#gateway/request/largest-body.ts';
import type { Authorize, GatewayRequest, GatewayResponse, Service } from '#gateway/service.ts';

/** A service that says what it can do. */
export interface DispatchedService extends Service {
  /** As AWS calls it, such as `Step Functions`. */
  readonly title: string;
  readonly operations: readonly ListedOperation[];
}

export interface ListedOperation extends Pick<Operation, 'input'> {
  readonly name: string;
}

export interface ServiceTable<Input, Output> {
  readonly title: string;
  readonly signingName: string;
  readonly codec: Codec<Input, Output>;
  /** Another form that a request may have, such as that of older clients; undefined for the service's own. */
  readonly otherCodec?: (request: GatewayRequest) => Codec<Input, Output> | undefined;
  readonly operations: Operations<Input, Output>;
  /** The largest bodies of its operations. */
  readonly bodies: LargestBodies;
  readonly authorize: Authorize;
  /** How the service refuses a member of AWS's that an operation does not support. */
  readonly notSupported: (message: string) => AwsError;
}

/** The one way of every request to every service: find the operation, read its input, authorize each access, run, answer. */
export function dispatch<Input, Output>(table: ServiceTable<Input, Output>): DispatchedService {
  const { signingName, title, codec, otherCodec, operations, bodies } = table;
  return {
    signingName,
    title,
    operations: Object.entries(operations).map(([name, { input }]) => ({ name, input })),
    protocol: codec.protocol,
    largestBody: (head) => largestBody(bodies, codec.named?.(head)),
    async handle(request) {
      const spoken = otherCodec?.(request) ?? codec;
      try {
        return await perform(table, spoken, request);
      } catch (error) {
        if (spoken.refusal && error instanceof AwsError) return spoken.refusal(error, request);
        throw error;
      }
    },
  };
}

async function perform<Input, Output>(
  { operations, authorize, notSupported }: ServiceTable<Input, Output>,
  codec: Codec<Input, Output>,
  request: GatewayRequest,
): Promise<GatewayResponse> {
  const call = await codec.open(request);
  const operation = findOperation(operations, call.operation);
  if (!operation) throw codec.unknown(call.operation);
  const input = await call.input();
  request.performed?.({ operation: call.operation, input });
  const context = contextOf(request);
  const keys = codec.conditionKeys?.(input);
  for (const access of await operation.access(input, context)) {
    authorize(request.principal, keys ? { ...access, context: { ...keys, ...access.context } } : access, request);
  }
  const unsupported = codec.member && refusedMember(operation.input, (member) => codec.member?.(input, member));
  if (unsupported !== undefined) throw notSupported(`${call.operation} with ${unsupported} is not supported here.`);
  return codec.answer(await operation.run(input, context), request, call.operation);
}

const contextOf = ({ id, principal, endpoint, headers }: GatewayRequest): CallContext => ({
  requestId: id,
  principal,
  endpoint,
  ...(headers['x-amzn-trace-id'] !== undefined && { traceHeader: headers['x-amzn-trace-id'] }),
});
