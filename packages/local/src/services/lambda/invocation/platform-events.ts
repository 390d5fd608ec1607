import type { InitReport, Report } from '#services/lambda/invocation/platform-lines.ts';
import { type LambdaFunction, SYSTEM_LOG_LEVELS, type SystemLogLevel } from '#services/lambda/lambda-function.ts';

/**
 * A system event in the JSON format, if the function's system log level lets it pass.
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html
 */
export function platformEvent(
  { systemLogLevel }: LambdaFunction,
  level: SystemLogLevel,
  type: string,
  time: number,
  record: object,
): readonly string[] {
  if (SYSTEM_LOG_LEVELS.indexOf(level) < SYSTEM_LOG_LEVELS.indexOf(systemLogLevel)) return [];
  return [JSON.stringify({ time: new Date(time).toISOString(), type, record })];
}

/** On demand, a success is of interest to who debugs alone. */
export function jsonInitReport(lambda: LambdaFunction, report: InitReport, time: number): readonly string[] {
  const { phase, durationMs, status, errorType } = report;
  const level = status === 'success' ? 'DEBUG' : 'WARN';
  const common = { initializationType: 'on-demand', phase, status, errorType };
  return [
    ...platformEvent(lambda, level, 'platform.initRuntimeDone', time, common),
    ...platformEvent(lambda, level, 'platform.initReport', time, { ...common, metrics: { durationMs } }),
  ];
}

export function jsonReport(lambda: LambdaFunction, report: Report, time: number): readonly string[] {
  const { requestId, status, errorType, durationMs, initMs, maxMemoryMb } = report;
  const succeeded = status === 'success';
  const common = { requestId, status, errorType };
  return [
    ...platformEvent(lambda, succeeded ? 'DEBUG' : 'WARN', 'platform.runtimeDone', time, {
      ...common,
      metrics: { durationMs },
    }),
    ...platformEvent(lambda, succeeded ? 'INFO' : 'WARN', 'platform.report', time, {
      ...common,
      metrics: {
        durationMs,
        billedDurationMs: billedMs(report),
        memorySizeMB: lambda.memoryMb,
        maxMemoryUsedMB: maxMemoryMb,
        initDurationMs: initMs,
      },
    }),
  ];
}

/** Since August 2025 the time to load the handler is billed too. */
export const billedMs = ({ durationMs, initMs = 0 }: Report): number => Math.ceil(durationMs + initMs);
