import { describe, expect, it } from 'vitest';
import {
  endLines,
  initReportLines,
  initStartLines,
  type Report,
  startLines,
} from '#services/lambda/invocation/platform-lines.ts';
import type { SystemLogLevel } from '#services/lambda/lambda-function.ts';
import { lambdaFunction } from '#tests/support/lambda-function.ts';

const text = lambdaFunction('resize');
const json = (systemLogLevel: SystemLogLevel = 'INFO') =>
  lambdaFunction('resize', { logFormat: 'JSON', systemLogLevel });
const types = (lines: readonly string[]) => lines.map((line) => JSON.parse(line).type);

const report: Report = {
  requestId: 'r-1',
  durationMs: 12.3,
  initMs: 100,
  maxMemoryMb: 80,
  status: 'timeout',
  errorType: 'Sandbox.Timedout',
  traceId: 'Root=1-1-2;Parent=3;Sampled=0',
};
const done: Report = { ...report, status: 'success', errorType: undefined };
const init = { phase: 'init', durationMs: 7, status: 'success', errorType: undefined } as const;
const failedInit = { phase: 'init', durationMs: 7, status: 'error', errorType: 'Runtime.HandlerNotFound' } as const;

// https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html
describe('platform lines', () => {
  it('are text, as by default', () => {
    expect([...startLines(text, 'r-1', 0), ...endLines(text, report, 0)]).toEqual([
      'START RequestId: r-1 Version: $LATEST',
      'END RequestId: r-1',
      [
        'REPORT RequestId: r-1',
        'Duration: 12.30 ms',
        'Billed Duration: 113 ms',
        'Memory Size: 256 MB',
        'Max Memory Used: 80 MB',
        'Init Duration: 100.00 ms',
        'Status: timeout',
        'Error Type: Sandbox.Timedout',
      ].join('\t'),
    ]);
  });

  it('tell which runtime begins', () => {
    expect(initStartLines(text, 0)).toEqual([
      expect.stringMatching(
        /^INIT_START Runtime Version: nodejs:24\.v\d+\tRuntime Version ARN: arn:aws:lambda:us-east-1::runtime:[0-9a-f]{64}$/,
      ),
    ]);
  });

  it('tell of the loading of a handler only when it failed', () => {
    expect(initReportLines(text, init, 0)).toEqual([]);
    expect(initReportLines(text, failedInit, 0)).toEqual([
      'INIT_REPORT Init Duration: 7.00 ms\tPhase: init\tStatus: error\tError Type: Runtime.HandlerNotFound',
    ]);
  });

  it.each([
    [
      'Root=1-5f-9a;Parent=53995c3f42cd8ad8;Sampled=1',
      /\tXRAY TraceId: 1-5f-9a\tSegmentId: 53995c3f42cd8ad8\tSampled: true$/,
    ],
    ['Root=1-5f-9a;Parent=53995c3f42cd8ad8;Sampled=0', /^(?!.*XRAY)/],
    ['', /^(?!.*XRAY)/],
  ])('name the trace %s where it is sampled', (traceId, expected) => {
    expect(endLines(text, { ...done, traceId }, 0).at(-1)).toMatch(expected);
  });

  it('are JSON where the function asks for it', () => {
    expect(startLines(json(), 'r-1', 0).map((line) => JSON.parse(line))).toEqual([
      { time: '1970-01-01T00:00:00.000Z', type: 'platform.start', record: { requestId: 'r-1', version: '$LATEST' } },
    ]);
    expect(endLines(json(), done, 0).map((line) => JSON.parse(line))).toMatchObject([
      { type: 'platform.report', record: { status: 'success', metrics: { billedDurationMs: 113 } } },
    ]);
  });

  // https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html
  it.each<[SystemLogLevel, readonly string[], readonly string[]]>([
    [
      'DEBUG',
      ['initStart', 'initRuntimeDone', 'initReport', 'start', 'runtimeDone', 'report'],
      ['initStart', 'initRuntimeDone', 'initReport', 'start', 'runtimeDone', 'report'],
    ],
    [
      'INFO',
      ['initStart', 'start', 'report'],
      ['initStart', 'initRuntimeDone', 'initReport', 'start', 'runtimeDone', 'report'],
    ],
    ['WARN', [], ['initRuntimeDone', 'initReport', 'runtimeDone', 'report']],
  ])('of the system log level %s are %j, and of a failure %j', (level, succeeded, failed) => {
    const lambda = json(level);
    const all = (loaded: Parameters<typeof initReportLines>[1], ended: Report) => [
      ...initStartLines(lambda, 0),
      ...initReportLines(lambda, loaded, 0),
      ...startLines(lambda, 'r-1', 0),
      ...endLines(lambda, ended, 0),
    ];
    expect(types(all(init, done))).toEqual(succeeded.map((name) => `platform.${name}`));
    expect(types(all(failedInit, report))).toEqual(failed.map((name) => `platform.${name}`));
  });
});
