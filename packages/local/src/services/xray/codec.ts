import { text } from 'node:stream/consumers';
import { type JsonObject, memberOf } from '@safelight/asl/json';
import type { Codec } from '#gateway/dispatch/codec.ts';
import { answerJson, parseJsonBody, unknownOperation } from '#gateway/dispatch/rest-json.ts';
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
    if (method !== 'POST') throw unknownOperation(`${method} ${rawPath}`);
    return { operation: operationAt(rawPath), input: async () => parseJsonBody(await text(body), invalidRequest) };
  },
  unknown: unknownOperation,
  member: memberOf,
  answer: answerJson,
};

function operationAt(rawPath: string): string {
  const path = decodePercent(rawPath) ?? rawPath;
  return (Object.hasOwn(PATHS, path) ? PATHS[path] : undefined) ?? path.slice(1);
}
