import { createHash } from 'node:crypto';
import { billedMs, jsonInitReport, jsonReport, platformEvent } from '#services/lambda/invocation/platform-events.ts';
import type { LambdaFunction } from '#services/lambda/lambda-function.ts';

/** What became of an invocation, as the platform reports it. */
export interface Report {
  readonly requestId: string;
  readonly durationMs: number;
  /** Only of the invocation that started the environment. */
  readonly initMs: number | undefined;
  /** Unknown when the process died before it could tell. */
  readonly maxMemoryMb: number | undefined;
  readonly status: Status;
  readonly errorType: string | undefined;
  /** `Root=…;Parent=…;Sampled=…` */
  readonly traceId: string;
}

export type Status = 'success' | 'error' | 'timeout';

/** What became of loading a handler. */
export interface InitReport {
  /** Where it was loaded: before the invocation, or within. */
  readonly phase: 'init' | 'invoke';
  readonly durationMs: number;
  readonly status: Status;
  readonly errorType: string | undefined;
}

const [, MINOR] = process.versions.node.split('.');

/** The managed runtime that this Node stands for: `nodejs:24.v21`. */
const runtimeVersion = ({ runtime }: LambdaFunction) => `${runtime.replace(/^nodejs(\d+)\.x$/, 'nodejs:$1')}.v${MINOR}`;

const runtimeVersionArn = (lambda: LambdaFunction): string => {
  const [, partition, , region] = lambda.arn.split(':');
  return `arn:${partition}:lambda:${region}::runtime:${createHash('sha256').update(runtimeVersion(lambda)).digest('hex')}`;
};

/** When an environment begins. https://docs.aws.amazon.com/lambda/latest/dg/runtimes-update.html */
export const initStartLines = (lambda: LambdaFunction, time: number): readonly string[] =>
  lambda.logFormat === 'JSON'
    ? platformEvent(lambda, 'INFO', 'platform.initStart', time, {
        initializationType: 'on-demand',
        phase: 'init',
        runtimeVersion: runtimeVersion(lambda),
        runtimeVersionArn: runtimeVersionArn(lambda),
        functionName: lambda.name,
        functionVersion: '$LATEST',
      })
    : [`INIT_START Runtime Version: ${runtimeVersion(lambda)}\tRuntime Version ARN: ${runtimeVersionArn(lambda)}`];

/** When a handler is loaded or cannot be; in text only of what went wrong. */
export const initReportLines = (lambda: LambdaFunction, report: InitReport, time: number): readonly string[] => {
  if (lambda.logFormat === 'JSON') return jsonInitReport(lambda, report, time);
  if (report.status === 'success') return [];
  const columns = [
    `INIT_REPORT Init Duration: ${report.durationMs.toFixed(2)} ms`,
    `Phase: ${report.phase}`,
    ...problem(report),
  ];
  return [columns.join('\t')];
};

/** https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html */
export const startLines = (lambda: LambdaFunction, requestId: string, time: number): readonly string[] =>
  lambda.logFormat === 'JSON'
    ? platformEvent(lambda, 'INFO', 'platform.start', time, { requestId, version: '$LATEST' })
    : [`START RequestId: ${requestId} Version: $LATEST`];

export const endLines = (lambda: LambdaFunction, report: Report, time: number): readonly string[] =>
  lambda.logFormat === 'JSON'
    ? jsonReport(lambda, report, time)
    : [`END RequestId: ${report.requestId}`, textReport(lambda, report)];

function textReport({ memoryMb }: LambdaFunction, report: Report): string {
  const { requestId, durationMs, initMs, maxMemoryMb } = report;
  const columns = [
    `REPORT RequestId: ${requestId}`,
    `Duration: ${durationMs.toFixed(2)} ms`,
    `Billed Duration: ${billedMs(report)} ms`,
    `Memory Size: ${memoryMb} MB`,
    ...(maxMemoryMb === undefined ? [] : [`Max Memory Used: ${maxMemoryMb} MB`]),
    ...(initMs === undefined ? [] : [`Init Duration: ${initMs.toFixed(2)} ms`]),
    ...xray(report.traceId),
    ...problem(report),
  ];
  return columns.join('\t');
}

const problem = ({ status, errorType }: Pick<Report, 'status' | 'errorType'>): readonly string[] => [
  ...(status === 'success' ? [] : [`Status: ${status}`]),
  ...(errorType === undefined ? [] : [`Error Type: ${errorType}`]),
];

/** Of traces that are sampled. https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html */
function xray(traceId: string): readonly string[] {
  const { Root, Parent, Sampled } = Object.fromEntries(traceId.split(';').map((part) => part.split('=')));
  return Sampled === '1' ? [`XRAY TraceId: ${Root}`, `SegmentId: ${Parent}`, 'Sampled: true'] : [];
}
