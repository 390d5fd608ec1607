import { type Subsegment, serviceNameOf, type TraceDocument, within } from '#services/xray/documents/document.ts';
import { histogramOf, spanOf, statisticsOf } from '#services/xray/graph/statistics.ts';
import type { Trace } from '#services/xray/store/assemble.ts';
import { serviceIdOf } from '#services/xray/summaries/service-id.ts';

/** A call of one service by another, as its caller saw it. */
interface Call {
  readonly from: string;
  readonly to: string;
  readonly seen: Subsegment;
}

/** Whoever is at the beginning of a trace. */
const CLIENT = 'client';

/**
 * The services of traces, and who has called whom how often, how fast and how well.
 * https://docs.aws.amazon.com/xray/latest/api/API_Service.html
 */
export function graphOf(traces: readonly Trace[]): readonly object[] {
  const segments = traces.flatMap((trace) => trace.segments);
  const byService = Map.groupBy(segments, keyOf);
  const calls = traces.flatMap(callsOf);
  const keys = [...byService.keys()];
  // Whoever has no caller is called by a client, one for each.
  const entries = keys.filter((key) => calls.some(({ from, to }) => from === CLIENT && to === key));
  const references = new Map([...keys, ...entries.map(clientOf)].map((key, at) => [key, at]));
  const edges = (of: readonly Call[]) => edgesOf(of, references);
  const services = keys.map((key) => {
    const requests = byService.get(key) ?? [];
    return serviceOf(requests, {
      ReferenceId: references.get(key),
      ...(entries.includes(key) && { Root: true }),
      Edges: edges(calls.filter(({ from }) => from === key)),
    });
  });
  const clients = entries.map((key) => {
    const own = calls.filter(({ from, to }) => from === CLIENT && to === key);
    return {
      ReferenceId: references.get(clientOf(key)),
      Names: own.slice(0, 1).map(({ seen }) => seen.name),
      Type: CLIENT,
      State: 'unknown',
      ...spanOf(own.map(({ seen }) => seen)),
      Edges: edges(own),
    };
  });
  return [...services, ...clients];
}

const keyOf = (segment: TraceDocument): string => `${segment.origin ?? ''} ${serviceNameOf(segment)}`;
const clientOf = (key: string): string => `${CLIENT} of ${key}`;

function serviceOf(requests: readonly TraceDocument[], members: object): object {
  const [first] = requests;
  return {
    ...(first && serviceIdOf(first)),
    ...members,
    State: requests.some(({ in_progress: isOpen }) => isOpen === true) ? 'unknown' : 'active',
    ...spanOf(requests),
    SummaryStatistics: statisticsOf(requests),
    DurationHistogram: histogramOf(requests),
    ResponseTimeHistogram: histogramOf(requests),
  };
}

function callsOf({ segments }: Trace): readonly Call[] {
  const parts = new Map(
    segments.flatMap((owner) => [...within(owner)].map((part) => [part.id, { owner, part }] as const)),
  );
  return segments.map((segment) => {
    const caller = parts.get(segment.parent_id ?? '');
    const isOwn = caller === undefined || caller.owner === segment;
    return { from: isOwn ? CLIENT : keyOf(caller.owner), to: keyOf(segment), seen: isOwn ? segment : caller.part };
  });
}

const edgesOf = (calls: readonly Call[], references: ReadonlyMap<string, number>) =>
  [...Map.groupBy(calls, ({ to }) => to)].map(([to, same]) => {
    const seen = same.map((call) => call.seen);
    return {
      ReferenceId: references.get(to),
      ...spanOf(seen),
      SummaryStatistics: statisticsOf(seen),
      ResponseTimeHistogram: histogramOf(seen),
      Aliases: [],
    };
  });
