import { type Subsegment, type TraceDocument, within } from '#services/xray/documents/document.ts';
import { exceptionsOf } from '#services/xray/filter/entity.ts';
import type { Trace } from '#services/xray/store/assemble.ts';
import { serviceIdOf } from '#services/xray/summaries/service-id.ts';

/**
 * The way from the trace's first service to each that failed of itself: none that it has called failed too.
 * https://docs.aws.amazon.com/xray/latest/api/API_FaultRootCause.html
 */
export function rootCauses({ segments }: Trace, flag: 'fault' | 'error') {
  const owners = new Map(segments.flatMap((segment) => [...within(segment)].map(({ id }) => [id, segment] as const)));
  const callerOf = ({ parent_id: parent }: TraceDocument) => owners.get(parent ?? '');
  const failed = segments.filter((segment) => segment[flag] === true);
  const isPassedOn = (segment: TraceDocument) => failed.some((other) => callerOf(other) === segment);
  return failed
    .filter((segment) => !isPassedOn(segment))
    .map((segment) => {
      const way = wayTo(segment, callerOf);
      return {
        Services: way.map((one) => ({
          ...serviceIdOf(one),
          EntityPath: entityPath(one, flag),
          Inferred: one.inferred === true,
        })),
        ClientImpacting: way[0]?.[flag] === true,
      };
    });
}

function wayTo(
  segment: TraceDocument,
  callerOf: (segment: TraceDocument) => TraceDocument | undefined,
): readonly TraceDocument[] {
  const way = [segment];
  for (let caller = callerOf(segment); caller && !way.includes(caller); caller = callerOf(caller)) way.unshift(caller);
  return way;
}

/** What failed within a segment, from itself to the innermost. */
function entityPath(segment: TraceDocument, flag: 'fault' | 'error') {
  const path: Subsegment[] = [segment];
  for (let last = inner(segment, flag); last !== undefined; last = inner(last, flag)) path.push(last);
  return path.map((one) => ({
    Name: one.name,
    Exceptions: exceptionsOf([one]).map(({ type = '', message = '' }) => ({ Name: type, Message: message })),
    Remote: 'namespace' in one && one.namespace === 'remote',
  }));
}

const inner = ({ subsegments = [] }: Subsegment, flag: 'fault' | 'error') =>
  subsegments.find((child) => child[flag] === true);
