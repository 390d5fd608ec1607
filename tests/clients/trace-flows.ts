import type { Flow } from './flows.ts';
import { TRACED } from './traced-photo.ts';

/** @param now milliseconds since the epoch */
export function traceWords(now: number) {
  const seconds = Math.floor(now / 1000);
  return { SECONDS: String(seconds), TRACE: `1-${seconds.toString(16)}-${'0'.repeat(24)}` };
}

const range = '--start-time $EARLIER --end-time $LATER';
const segment =
  '{"id":"6226467e3f845502","trace_id":"$TRACE","name":"from-cli","start_time":$SECONDS,"end_time":$SECONDS,"fault":true}';

/** Traces, by the commands of AWS's pages. */
export const traceFlows: readonly Flow[] = [
  { does: 'sampling rules', command: 'xray get-sampling-rules', shows: /"RuleName": "Default"/ },
  {
    does: 'a segment, and one that lacks its trace',
    command: `xray put-trace-segments --trace-segment-documents ${segment} {"id":"6226467e3f845503"}`,
    shows: /^\s*\{\s*"UnprocessedTraceSegments": \[\s*\{[^{}]*"MissingTraceId"[^{}]*\}\s*\]\s*\}\s*$/,
  },
  {
    does: 'traces that a filter finds',
    command: `xray get-trace-summaries ${range} --filter-expression service("from-cli"){fault}`,
    shows: /"HasFault": true/,
  },
  { does: 'a trace', command: 'xray batch-get-traces --trace-ids $TRACE', shows: /"Id": "6226467e3f845502"/ },
  {
    does: 'the trace of a photo, from its claim to its announcement',
    command: 'xray batch-get-traces --trace-ids $PHOTO_TRACE',
    shows: new RegExp(TRACED.map((name) => `(?=[^]*${name})`).join('')),
  },
  { does: 'the map of services', command: `xray get-service-graph ${range}`, shows: /"Name": "from-cli"/ },
  {
    does: 'a filter that is malformed',
    command: `xray get-trace-summaries ${range} --filter-expression fault=`,
    shows: /InvalidRequestException/,
    fails: true,
  },
];
