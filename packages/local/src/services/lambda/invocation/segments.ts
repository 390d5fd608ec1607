import type { TraceHeader } from '#local/metrics/tracing/trace-header.ts';
import type { ExecutedInvocation } from '#services/lambda/invocation/executor.ts';
import type { LambdaFunction } from '#services/lambda/lambda-function.ts';

/** What is known of an invocation that is recorded. Times are milliseconds since the epoch. */
interface Recorded {
  readonly header: TraceHeader;
  readonly lambda: LambdaFunction;
  readonly requestId: string;
  readonly serviceId: string;
  readonly functionId: string;
  /** What the function's own subsegments are within. */
  readonly invocationId: string;
  readonly newId: () => string;
  readonly carried: readonly TraceHeader[];
  readonly begun: number;
  readonly ended: number;
}

const seconds = (ms: number): number => ms / 1000;

/**
 * Two segments: Lambda's, of the request, and the function's with its phases. Documents as X-Ray takes them.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html
 */
export function invocationSegments(recorded: Recorded & { readonly result: ExecutedInvocation }): readonly object[] {
  const { result, newId, lambda } = recorded;
  const failed = failureOf(result, newId);
  const service = { ...serviceSegment(recorded), http: { response: { status: 200 } }, ...flagOf(failed) };
  if (result.phases === undefined) return [service];
  const { initBegun, begun, answered, ended } = result.phases;
  const part = (id: string, name: string, from: number, to: number, more: object = {}) => ({
    ...{ id, name, start_time: seconds(from), end_time: seconds(to) },
    ...{ aws: { function_arn: lambda.arn }, ...more },
  });
  const own = {
    ...base(recorded, recorded.functionId, recorded.serviceId, 'AWS::Lambda::Function'),
    ...{ start_time: seconds(begun), end_time: seconds(ended), ...failed },
    aws: { account_id: lambda.arn.split(':')[4], function_arn: lambda.arn, resource_names: [lambda.name] },
    subsegments: [
      ...(initBegun === undefined ? [] : [part(newId(), 'Initialization', initBegun, begun)]),
      part(recorded.invocationId, 'Invocation', begun, answered, failed),
      part(newId(), 'Overhead', answered, ended),
    ],
  };
  return [service, own];
}

/** Of a request that Lambda refused: the function never saw it. */
export const throttledSegment = (recorded: Recorded): object => ({
  ...serviceSegment(recorded),
  ...{ http: { response: { status: 429 } }, error: true, throttle: true },
});

const serviceSegment = (recorded: Recorded) => ({
  ...base(recorded, recorded.serviceId, recorded.header.parent, 'AWS::Lambda'),
  ...{ start_time: seconds(recorded.begun), end_time: seconds(recorded.ended) },
  aws: { request_id: recorded.requestId },
  ...linksOf(recorded.carried),
});

/** A segment is linked to so many traces. https://docs.aws.amazon.com/xray/latest/devguide/xray-tracelinking.html */
const MOST_LINKS = 20;

/** To the traces of messages that the invocation is for. */
function linksOf(carried: readonly TraceHeader[]): object {
  if (carried.length === 0) return {};
  const byTrace = new Map(carried.map((header) => [header.root, header]));
  const links = [...byTrace.values()].map(({ root, parent }) => ({
    trace_id: root,
    ...(parent !== undefined && { id: parent }),
  }));
  return { links: links.slice(0, MOST_LINKS) };
}

const base = ({ header, lambda }: Recorded, id: string, parent: string | undefined, origin: string) => ({
  ...{ id, trace_id: header.root, name: lambda.name, origin, resource_arn: lambda.arn },
  ...(parent !== undefined && { parent_id: parent }),
});

/** https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html#api-segmentdocuments-errors */
function failureOf({ status, payload }: ExecutedInvocation, newId: () => string): object {
  if (status === 'success') return {};
  const { errorType, errorMessage }: { errorType?: string; errorMessage?: string } = JSON.parse(payload.toString());
  const exception = { id: newId(), type: errorType ?? 'Error', message: errorMessage ?? '' };
  return { fault: true, cause: { exceptions: [exception] } };
}

const flagOf = (failure: object): object => ('fault' in failure ? { fault: true } : {});
