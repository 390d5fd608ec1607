import { type Subsegment, type TraceDocument, within } from '#services/xray/documents/document.ts';
import { inferredSegment } from '#services/xray/store/inferred.ts';

/** All that is known of one request. */
export interface Trace {
  readonly id: string;
  /** Earliest first; what X-Ray has inferred comes last. */
  readonly segments: readonly TraceDocument[];
  /** In seconds since the epoch. */
  readonly start: number;
  readonly end: number;
  /** When something was added last, in milliseconds. */
  readonly updated: number;
  /** Whether more was sent than a trace may hold. */
  readonly isFull: boolean;
}

/** Puts subsegments that were sent by themselves where they belong, and adds the services that segments have called. */
export function assemble(
  id: string,
  documents: readonly TraceDocument[],
  { isFull, updated }: Pick<Trace, 'isFull' | 'updated'>,
): Trace {
  const segments = joined(documents).toSorted((a, b) => a.start_time - b.start_time);
  const all = [...segments, ...inferredFrom(segments)];
  const times = all.flatMap((one) => [...within(one)]);
  return {
    ...{ id, isFull, updated },
    segments: all,
    start: Math.min(...times.map(({ start_time }) => start_time)),
    end: Math.max(...times.map(({ start_time, end_time = start_time }) => end_time)),
  };
}

/** The segment that nobody in the trace has called. */
export function rootOf({ segments }: Trace): TraceDocument | undefined {
  const known = new Set(segments.flatMap((segment) => [...within(segment)]).map(({ id }) => id));
  return segments.find(({ parent_id: parent }) => parent === undefined || !known.has(parent)) ?? segments[0];
}

function joined(documents: readonly TraceDocument[]): readonly TraceDocument[] {
  const parts = documents.filter(({ type, parent_id }) => type === 'subsegment' && parent_id !== undefined);
  const known = new Set(documents.flatMap((one) => [...within(one)]).map(({ id }) => id));
  const byParent = Map.groupBy(parts, ({ parent_id }) => parent_id ?? '');
  const whole = <T extends Subsegment>(one: T): T => {
    const own = one.subsegments ?? [];
    const children = [...own, ...(byParent.get(one.id) ?? [])].map((child) => whole(child));
    if (children.length === 0) return one;
    return { ...one, subsegments: children.toSorted((a, b) => a.start_time - b.start_time) };
  };
  // What nobody's is stays by itself, until its segment comes.
  const roots = documents.filter((one) => !parts.includes(one) || !known.has(one.parent_id ?? ''));
  return roots.map(whole);
}

function inferredFrom(segments: readonly TraceDocument[]): readonly TraceDocument[] {
  const answered = new Set(segments.map(({ parent_id }) => parent_id));
  return segments.flatMap((segment) =>
    [...within(segment)].slice(1).flatMap((call) => {
      const inferred = answered.has(call.id) ? undefined : inferredSegment(segment.trace_id, call);
      return inferred ?? [];
    }),
  );
}
