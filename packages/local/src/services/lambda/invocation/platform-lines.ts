import type { LambdaFunction } from '#services/lambda/lambda-function.ts';

/** What the platform itself writes around the lines of a function. */
export interface Report {
  readonly requestId: string;
  readonly durationMs: number;
  /** Only of the invocation that started the environment. */
  readonly initMs: number | undefined;
  /** Unknown when the process died before it could tell. */
  readonly maxMemoryMb: number | undefined;
  readonly status: 'success' | 'error' | 'timeout';
  readonly errorType: string | undefined;
}

/** https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html */
export const startLine = ({ logFormat }: LambdaFunction, requestId: string, time: number): string =>
  logFormat === 'JSON'
    ? platformEvent('platform.start', time, { requestId, version: '$LATEST' })
    : `START RequestId: ${requestId} Version: $LATEST`;

export function endLines(lambda: LambdaFunction, report: Report, time: number): readonly string[] {
  return lambda.logFormat === 'JSON'
    ? [platformEvent('platform.report', time, jsonReport(lambda, report))]
    : [`END RequestId: ${report.requestId}`, textReport(lambda, report)];
}

function textReport({ memoryMb }: LambdaFunction, report: Report): string {
  const { requestId, durationMs, initMs, maxMemoryMb, status, errorType } = report;
  const columns = [
    `REPORT RequestId: ${requestId}`,
    `Duration: ${durationMs.toFixed(2)} ms`,
    `Billed Duration: ${billedMs(report)} ms`,
    `Memory Size: ${memoryMb} MB`,
    maxMemoryMb === undefined ? undefined : `Max Memory Used: ${maxMemoryMb} MB`,
    initMs === undefined ? undefined : `Init Duration: ${initMs.toFixed(2)} ms`,
    status === 'success' ? undefined : `Status: ${status}`,
    errorType === undefined ? undefined : `Error Type: ${errorType}`,
  ];
  return columns.filter((column) => column !== undefined).join('\t');
}

const jsonReport = ({ memoryMb }: LambdaFunction, report: Report): object => ({
  requestId: report.requestId,
  status: report.status,
  errorType: report.errorType,
  metrics: {
    durationMs: report.durationMs,
    billedDurationMs: billedMs(report),
    memorySizeMB: memoryMb,
    maxMemoryUsedMB: report.maxMemoryMb,
    initDurationMs: report.initMs,
  },
});

const platformEvent = (type: string, time: number, record: object): string =>
  JSON.stringify({ time: new Date(time).toISOString(), type, record });

const billedMs = ({ durationMs, initMs = 0 }: Report): number => Math.ceil(durationMs + initMs);
