import { isJsonObject, type JsonObject, memberOf } from '@safelight/asl/json';
import { AwsError } from '#gateway/aws-error.ts';
import type { Codec } from '#gateway/dispatch/codec.ts';
import { tagKeys } from '#gateway/dispatch/request-tags.ts';
import type { RequestHead } from '#gateway/request/largest-body.ts';
import { textOf } from '#gateway/request/message.ts';
import type { GatewayRequest, GatewayResponse } from '#gateway/service.ts';

/** The AWS JSON protocols: `X-Amz-Target` names the operation, the body is its input. */
export const jsonCodec = (protocol: 'json-1.0' | 'json-1.1'): Codec<JsonObject, object | undefined> => ({
  protocol,
  named: targeted,
  open: (request) => ({
    operation: targeted(request) ?? '',
    input: () => readInput(request),
  }),
  unknown: (name) => new AwsError('UnknownOperationException', `The operation ${name} is not supported here.`),
  member: memberOf,
  conditionKeys: tagKeys,
  answer: (output = {}, request) => jsonAnswer(request, protocol, JSON.stringify(output)),
});

const targeted = ({ headers }: RequestHead): string | undefined => headers['x-amz-target']?.split('.').at(-1);

/** The JSON object that a request carries. Rejects with SerializationException. */
export const readInput = async ({ body }: GatewayRequest): Promise<JsonObject> => parseInput(await textOf(body));

function parseInput(body: string): JsonObject {
  try {
    const input: unknown = body === '' ? {} : JSON.parse(body);
    if (isJsonObject(input)) return input;
  } catch {
    // Falls through to the one refusal below.
  }
  throw new AwsError('SerializationException', 'The request body is not a JSON object.');
}

const jsonAnswer = (request: GatewayRequest, protocol: string, body: string): GatewayResponse => ({
  status: 200,
  headers: { 'content-type': `application/x-amz-${protocol}`, 'x-amzn-requestid': request.id },
  body,
});
