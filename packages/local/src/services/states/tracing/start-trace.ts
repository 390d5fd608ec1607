import type { Clock } from '@safelight/asl/clock';
import type { Ids } from '@safelight/asl/identity';
import { newRoot, parseTraceHeader, type TraceHeader } from '#local/metrics/tracing/trace-header.ts';
import type { Tracing } from '#local/metrics/tracing/tracing.ts';
import type { StartRequest } from '#services/states/executions/start-request.ts';

interface StartTraceDeps {
  readonly tracing: Pick<Tracing, 'samples'>;
  readonly clock: Clock;
  readonly ids: Ids;
}

/**
 * The trace that an execution is of: the caller's, or a new one where the machine's tracing is on; undefined where neither is.
 * https://docs.aws.amazon.com/step-functions/latest/dg/concepts-xray-tracing.html
 */
export function startTrace(
  { machine, revision, traceHeader }: Pick<StartRequest, 'machine' | 'revision' | 'traceHeader'>,
  { tracing, clock, ids }: StartTraceDeps,
): TraceHeader | undefined {
  const given = parseTraceHeader(traceHeader);
  const isOn = revision.tracingConfiguration?.enabled === true;
  if (!isOn || given?.isSampled !== undefined) return given;
  const { name, arn } = machine;
  const traced = { serviceName: name, serviceType: 'AWS::StepFunctions::StateMachine', resourceArn: arn };
  return { root: newRoot(clock.now(), ids.uuid()), ...given, isSampled: tracing.samples(traced) };
}
