import type { Runs } from '#gateway/dispatch/taking.ts';
import { inputs, taking } from '#services/xray/input.ts';
import type { TraceStore } from '#services/xray/store/trace-store.ts';

/** https://docs.aws.amazon.com/xray/latest/api/API_PutTraceSegments.html */
export const writeOperations = (traces: TraceStore): Runs => ({
  PutTraceSegments: taking(inputs.putSegments, ({ TraceSegmentDocuments: documents }) => ({
    UnprocessedTraceSegments: traces.put(documents),
  })),
  // What a daemon tells of itself nobody can ask for, on AWS neither.
  PutTelemetryRecords: taking(inputs.putTelemetry, () => ({})),
});
