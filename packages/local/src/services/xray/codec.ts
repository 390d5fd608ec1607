import { text } from 'node:stream/consumers';
import { isJsonObject, type JsonObject, memberOf } from '@safelight/asl/json';
import { AwsError } from '#gateway/aws-error.ts';
import type { Codec } from '#gateway/dispatch/codec.ts';
import { decodePercent } from '#gateway/sigv4/encoding.ts';
import { invalidRequest } from '#services/xray/errors.ts';

/** Where an operation's path is not its name. https://docs.aws.amazon.com/xray/latest/api/API_Operations.html */
const PATHS: Readonly<Record<string, string>> = {
  '/TraceSegments': 'PutTraceSegments',
  '/TelemetryRecords': 'PutTelemetryRecords',
  '/TraceSummaries': 'GetTraceSummaries',
  '/Traces': 'BatchGetTraces',
  '/ServiceGraph': 'GetServiceGraph',
  '/TraceGraph': 'GetTraceGraph',
  '/SamplingTargets': 'GetSamplingTargets',
};

/** REST with JSON: the path names the operation, the body is its input. */
export const xrayCodec: Codec<JsonObject, object | undefined> = {
  protocol: 'rest-json',
  named: ({ rawPath }) => operationAt(rawPath),
  open({ method, rawPath, body }) {
    if (method !== 'POST') throw unknown(`${method} ${rawPath}`);
    return { operation: operationAt(rawPath), input: async () => parseInput(await text(body)) };
  },
  unknown,
  member: memberOf,
  answer: (output = {}, request) => ({
    status: 200,
    headers: { 'content-type': 'application/json', 'x-amzn-requestid': request.id },
    body: JSON.stringify(output),
  }),
};

function operationAt(rawPath: string): string {
  const path = decodePercent(rawPath) ?? rawPath;
  return (Object.hasOwn(PATHS, path) ? PATHS[path] : undefined) ?? path.slice(1);
}

function parseInput(body: string): JsonObject {
  try {
    const input: unknown = body === '' ? {} : JSON.parse(body);
    if (isJsonObject(input)) return input;
  } catch {
    // Falls through to the one refusal below.
  }
  throw invalidRequest('The request body is not a JSON object.');
}

function unknown(what: string): AwsError {
  return new AwsError('UnknownOperationException', `The operation ${what} is not supported here.`, 404);
}
