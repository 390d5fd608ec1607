import { text } from 'node:stream/consumers';
import { isJsonObject, type JsonObject } from '@safelight/asl/json';
import { AwsError } from '#gateway/aws-error.ts';
import { tagContext } from '#gateway/request-tags.ts';
import type { Access, Authorize, GatewayRequest, Principal, Service } from '#gateway/service.ts';

/** What an operation learns of the request beside its input. */
export interface CallContext {
  readonly requestId: string;
  readonly principal: Principal;
  readonly endpoint: string;
}

export interface JsonOperation {
  /** Everything that the caller must be allowed to do; checked before `run`. */
  access(input: JsonObject, context: CallContext): readonly Access[];
  run(input: JsonObject, context: CallContext): Promise<object | undefined> | object | undefined;
}

interface JsonServiceOptions {
  readonly signingName: string;
  readonly protocol: 'json-1.0' | 'json-1.1';
  readonly operations: Readonly<Record<string, JsonOperation>>;
  readonly authorize: Authorize;
}

/** A service of the AWS JSON protocol: `X-Amz-Target` names the operation, the body is its input. */
export function jsonService({ signingName, protocol, operations, authorize }: JsonServiceOptions): Service {
  return {
    signingName,
    protocol,
    async handle(request) {
      const name = request.headers['x-amz-target']?.split('.').at(-1) ?? '';
      const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
      if (!operation) throw new AwsError('UnknownOperationException', `The operation ${name} is not supported here.`);
      const input = parseInput(await text(request.body));
      const context = { requestId: request.id, principal: request.principal, endpoint: request.endpoint };
      authorizeAll({ authorize, request, input }, operation.access(input, context));
      const output = await operation.run(input, context);
      return jsonResponse(request, protocol, output ?? {});
    },
  };
}

interface Asking {
  readonly authorize: Authorize;
  readonly request: GatewayRequest;
  readonly input: JsonObject;
}

/** Everything that an operation needs, with what its input and the request itself bring for policies to ask about. */
export function authorizeAll({ authorize, request, input }: Asking, accesses: readonly Access[]): void {
  const tags = tagContext(input);
  for (const access of accesses) {
    authorize(request.principal, tags ? { ...access, context: { ...tags, ...access.context } } : access, request);
  }
}

function parseInput(body: string): JsonObject {
  try {
    const input: unknown = body === '' ? {} : JSON.parse(body);
    if (isJsonObject(input)) return input;
  } catch {
    // Falls through to the one refusal below.
  }
  throw new AwsError('SerializationException', 'The request body is not a JSON object.');
}

const jsonResponse = (request: GatewayRequest, protocol: 'json-1.0' | 'json-1.1', output: object) => ({
  status: 200,
  headers: { 'content-type': `application/x-amz-${protocol}`, 'x-amzn-requestid': request.id },
  body: JSON.stringify(output),
});
