import type { Clock } from '@safelight/asl/clock';
import type { Ids } from '@safelight/asl/identity';
import {
  newRoot,
  newSegmentId,
  parseTraceHeader,
  type TraceHeader,
  traceHeaderText,
} from '#local/metrics/tracing/trace-header.ts';
import type { Tracing } from '#local/metrics/tracing/tracing.ts';
import type { Invoke } from '#services/lambda/invocation/invoke.ts';
import { invocationSegments, throttledSegment } from '#services/lambda/invocation/segments.ts';
import type { LambdaFunction } from '#services/lambda/lambda-function.ts';

interface TracedDeps {
  readonly tracing: Tracing;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** Puts invocations under a trace: the caller's, or a new one. https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html */
export function traced(invoke: Invoke, { tracing, clock, ids }: TracedDeps): Invoke {
  const newId = () => newSegmentId(ids.uuid());
  return async (lambda, invocation) => {
    const { carried = [] } = invocation;
    const header = parseTraceHeader(invocation.traceId) ?? {
      root: newRoot(clock.now(), ids.uuid()),
      ...decided(carried),
    };
    const isRecorded = lambda.tracingMode === 'Active' && (header.isSampled ?? tracing.samples(tracedOf(lambda)));
    if (!isRecorded) {
      const passed = { parent: newId(), isSampled: false, ...header };
      return invoke(lambda, { ...invocation, traceId: traceHeaderText(passed) });
    }
    const [serviceId, functionId, invocationId] = [newId(), newId(), newId()];
    const known = { ...{ header, serviceId, functionId, invocationId, newId, carried }, begun: clock.now(), lambda };
    const send = (documents: readonly object[]) =>
      tracing.send(
        senderOf(lambda),
        documents.map((one) => JSON.stringify(one)),
      );
    const traceId = traceHeaderText({ root: header.root, parent: invocationId, isSampled: true });
    try {
      const result = await invoke(lambda, { ...invocation, traceId });
      send(invocationSegments({ ...known, requestId: invocation.requestId, result, ended: clock.now() }));
      return result;
    } catch (error) {
      send([throttledSegment({ ...known, requestId: invocation.requestId, ended: clock.now() })]);
      throw error;
    }
  };
}

/** A trace of its own, which is recorded if that of one of its messages is: those who sent them have decided. */
function decided(carried: readonly TraceHeader[]): Pick<TraceHeader, 'isSampled'> {
  const decisions = carried.flatMap(({ isSampled }) => isSampled ?? []);
  return decisions.length === 0 ? {} : { isSampled: decisions.includes(true) };
}

const tracedOf = ({ name, arn }: LambdaFunction) => ({
  serviceName: name,
  serviceType: 'AWS::Lambda::Function',
  resourceArn: arn,
});

/** The service sends in the function's own name. */
export const senderOf = ({ name, arn, roleArn }: LambdaFunction) => ({
  roleArn,
  sessionName: name,
  functionArn: arn,
});
