import type { Clock } from '@safelight/asl/clock';
import { matchesFilter } from '#services/xray/filter/matches.ts';
import { parseFilter } from '#services/xray/filter/parse.ts';
import { graphOf } from '#services/xray/graph/graph.ts';
import type { TraceStore } from '#services/xray/store/trace-store.ts';
import { seconds, summaryOf } from '#services/xray/summaries/summary.ts';

const MINUTE_MS = 60_000;

/** Traces as a page shows them, in the members of X-Ray's API, but segments as documents and not as texts. */
export const traceViews = (traces: TraceStore, clock: Clock) => ({
  /** Throws InvalidRequestException for a filter expression that is malformed; an empty one finds all. */
  newest(count: number, expression: string): readonly object[] {
    const filter = expression === '' ? undefined : parseFilter(expression);
    const found = traces
      .list({ by: 'begun', from: 0, to: clock.now() })
      .filter((trace) => filter === undefined || matchesFilter(filter, trace));
    return found.slice(0, count).map(summaryOf);
  },
  one(traceId: string): object | undefined {
    const trace = traces.find(traceId);
    return trace && { Id: trace.id, Duration: seconds(trace.end - trace.start), Segments: trace.segments };
  },
  map: (minutes: number): readonly object[] =>
    graphOf(traces.list({ by: 'begun', from: clock.now() - minutes * MINUTE_MS, to: clock.now() })),
});
