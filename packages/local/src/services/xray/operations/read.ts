import type { Clock } from '@safelight/asl/clock';
import type { Runs } from '#gateway/dispatch/taking.ts';
import type { AddUse } from '#local/usage/meter.ts';
import { matchesFilter } from '#services/xray/filter/matches.ts';
import { parseFilter } from '#services/xray/filter/parse.ts';
import { graphOf } from '#services/xray/graph/graph.ts';
import { inputs, taking } from '#services/xray/input.ts';
import { paged } from '#services/xray/operations/paged.ts';
import { checkPeriod } from '#services/xray/operations/period.ts';
import type { Trace } from '#services/xray/store/assemble.ts';
import type { TraceStore } from '#services/xray/store/trace-store.ts';
import { seconds, summaryOf } from '#services/xray/summaries/summary.ts';

interface ReadDependencies {
  readonly traces: TraceStore;
  readonly clock: Clock;
  readonly addUse: AddUse;
}

/** https://docs.aws.amazon.com/xray/latest/api/API_GetTraceSummaries.html: of a day at most; a graph is of six hours. */
const SUMMARY_HOURS = 24;
const GRAPH_HOURS = 6;

export function readOperations({ traces, clock, addUse }: ReadDependencies): Runs {
  const found = (ids: readonly string[]) => ids.flatMap((id) => traces.find(id) ?? []);
  return {
    GetTraceSummaries: taking(inputs.summaries, ({ FilterExpression: expression, NextToken, ...input }) => {
      const filter = expression === undefined ? undefined : parseFilter(expression);
      const { from, to } = checkPeriod(input, SUMMARY_HOURS);
      const inRange = inPeriod(traces, input.TimeRangeType, from, to);
      addUse('xray.retrieved', inRange.length);
      const matching = inRange.filter((trace) => filter === undefined || matchesFilter(filter, trace));
      const { items, next } = paged(matching, NextToken);
      return {
        TraceSummaries: items.map(summaryOf),
        ApproximateTime: clock.now() / 1000,
        TracesProcessedCount: inRange.length,
        ...(next !== undefined && { NextToken: next }),
      };
    }),
    BatchGetTraces: taking(inputs.traces, ({ TraceIds: ids, NextToken }) => {
      const { items } = paged(found(ids), NextToken);
      addUse('xray.retrieved', items.length);
      return {
        Traces: items.map(traceOf),
        UnprocessedTraceIds: ids.filter((id) => !items.some((trace) => trace.id === id)),
      };
    }),
    GetServiceGraph: taking(inputs.graph, ({ NextToken, ...input }) => {
      const { from, to } = checkPeriod(input, GRAPH_HOURS);
      const { items, next } = paged(graphOf(traces.list({ by: 'begun', from, to })), NextToken);
      return {
        StartTime: input.StartTime,
        EndTime: input.EndTime,
        Services: items,
        ContainsOldGroupVersions: false,
        ...(next !== undefined && { NextToken: next }),
      };
    }),
    GetTraceGraph: taking(inputs.traceGraph, ({ TraceIds: ids, NextToken }) => {
      const { items, next } = paged(graphOf(found(ids)), NextToken);
      return { Services: items, ...(next !== undefined && { NextToken: next }) };
    }),
  };
}

/** By when traces began, were added to, or one of their services ended. */
function inPeriod(traces: TraceStore, type: 'TraceId' | 'Event' | 'Service', from: number, to: number) {
  if (type === 'TraceId') return traces.list({ by: 'begun', from, to });
  if (type === 'Event') return traces.list({ by: 'updated', from, to });
  const ended = ({ segments }: Trace) =>
    segments.some(({ end_time: end }) => end !== undefined && end * 1000 >= from && end * 1000 <= to);
  return traces.list({ by: 'begun', from: 0, to }).filter(ended);
}

const traceOf = ({ id, segments, start, end, isFull }: Trace) => ({
  Id: id,
  Duration: seconds(end - start),
  LimitExceeded: isFull,
  Segments: segments.map((segment) => ({ Id: segment.id, Document: JSON.stringify(segment) })),
});
