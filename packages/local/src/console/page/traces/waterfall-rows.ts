import type { TracePart, TraceSegment } from './answers.ts';

/** How a part of a trace went. https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-errors */
export type PartStatus = 'fault' | 'throttle' | 'error' | 'running' | 'ok';

type Marks = Pick<TracePart, 'fault' | 'throttle' | 'error' | 'in_progress'>;

/** A part of a trace in its line. Times are milliseconds since the epoch. */
export interface WaterfallRow {
  readonly part: TracePart;
  /** What it belongs to; itself where it is one. */
  readonly segment: TraceSegment;
  readonly depth: number;
  readonly from: number;
  /** Undefined while it goes on. */
  readonly to: number | undefined;
  readonly status: PartStatus;
}

/**
 * A trace from its beginning on, each part below its caller: a segment is below the subsegment that has called it. What was inferred
 * from a call is that call once more, and has no line.
 */
export function waterfallOf(segments: readonly TraceSegment[]): readonly WaterfallRow[] {
  const shown = segments.filter(({ inferred }) => inferred !== true);
  const known = new Set(shown.flatMap(idsWithin));
  const called = Map.groupBy(shown, ({ parent_id: parent }) =>
    parent !== undefined && known.has(parent) ? parent : '',
  );
  const seen = new Set<string>();
  const rowsOf = (part: TracePart, segment: TraceSegment, depth: number): readonly WaterfallRow[] => {
    if (seen.has(part.id)) return [];
    seen.add(part.id);
    const inner = (part.subsegments ?? []).map((one) => ({ part: one, segment }));
    const below = [...inner, ...(called.get(part.id) ?? []).map((one) => ({ part: one, segment: one }))];
    return [
      rowOf(part, segment, depth),
      ...below.toSorted(byBegin).flatMap((one) => rowsOf(one.part, one.segment, depth + 1)),
    ];
  };
  const roots = (called.get('') ?? []).map((one) => ({ part: one, segment: one }));
  return roots.toSorted(byBegin).flatMap(({ part, segment }) => rowsOf(part, segment, 0));
}

const idsWithin = ({ id, subsegments = [] }: TracePart): readonly string[] => [id, ...subsegments.flatMap(idsWithin)];

const byBegin = (one: { readonly part: TracePart }, other: { readonly part: TracePart }) =>
  one.part.start_time - other.part.start_time;

const rowOf = (part: TracePart, segment: TraceSegment, depth: number): WaterfallRow => ({
  ...{ part, segment, depth, from: part.start_time * 1e3, status: statusOf(part) },
  to: part.end_time === undefined ? undefined : part.end_time * 1e3,
});

/** How a part went, or a whole trace. */
export function statusOf({ fault, throttle, error, in_progress: isOpen }: Marks): PartStatus {
  if (fault === true) return 'fault';
  if (throttle === true) return 'throttle';
  if (error === true) return 'error';
  return isOpen === true ? 'running' : 'ok';
}

/** What a part is: `AWS::Lambda::Function` is `Lambda Function`; of a call, what it asked for. */
export function kindOf({ part, segment }: Pick<WaterfallRow, 'part' | 'segment'>): string {
  if (part === segment) return (segment.origin ?? 'service').replace(/^AWS::/, '').replaceAll('::', ' ');
  return part.aws?.operation ?? part.namespace ?? '';
}

/** Executions of Step Functions in a trace, by their ARNs. */
export const executionsIn = (segments: readonly TraceSegment[]): readonly string[] => [
  ...new Set(segments.flatMap(({ aws }) => aws?.execution_arn ?? [])),
];
