import type { Clock } from '@safelight/asl/clock';
import { graphOf } from '#services/xray/graph/graph.ts';
import type { TraceStore } from '#services/xray/store/trace-store.ts';
import { seconds, summaryOf } from '#services/xray/summaries/summary.ts';

/** Traces as a page shows them, in the members of X-Ray's API, but segments as documents and not as texts. */
export const traceViews = (traces: TraceStore, clock: Clock) => ({
  newest: (count: number): readonly object[] =>
    traces.list({ by: 'begun', from: 0, to: clock.now() }).slice(0, count).map(summaryOf),
  one(traceId: string): object | undefined {
    const trace = traces.find(traceId);
    return trace && { Id: trace.id, Duration: seconds(trace.end - trace.start), Segments: trace.segments };
  },
  map: (): readonly object[] => graphOf(traces.list({ by: 'begun', from: 0, to: clock.now() })),
});
