import { writeSync } from 'node:fs';
import { again } from './again.ts';
import { describeError } from './error-response.ts';
import { jsonLine, textLine } from './log-line.ts';

const STDOUT = 1;

/** From most to least detail. https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html */
const LEVELS: readonly string[] = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'];

const methods = {
  trace: 'TRACE',
  debug: 'DEBUG',
  log: 'INFO',
  info: 'INFO',
  warn: 'WARN',
  error: 'ERROR',
  fatal: 'FATAL',
};

interface Settings {
  readonly AWS_LAMBDA_LOG_FORMAT?: string | undefined;
  readonly AWS_LAMBDA_LOG_LEVEL?: string | undefined;
}

interface Reporter {
  /** Writes the runtime's own line about an error of the function. */
  reportError(title: string, error: unknown): void;
}

/** Makes `console` write lines as Lambda does, in its text or JSON format, from the function's log level on. */
export function patchConsole(requestId: () => string, settings: Settings): Reporter {
  const json = settings.AWS_LAMBDA_LOG_FORMAT?.toUpperCase() === 'JSON';
  const render = json ? jsonLine : textLine;
  const least = Math.max(0, LEVELS.indexOf(settings.AWS_LAMBDA_LOG_LEVEL?.toUpperCase() ?? 'TRACE'));
  for (const [method, level] of Object.entries(methods)) {
    const write = (message: unknown, ...values: readonly unknown[]) =>
      writeLine(render({ time: new Date().toISOString(), requestId: requestId(), level, message, values }));
    Object.assign(console, { [method]: LEVELS.indexOf(level) < least ? () => undefined : write });
  }
  return {
    reportError(title, thrown) {
      const error = thrown instanceof Error ? thrown : new Error(String(thrown));
      if (json) console.error(error);
      else console.error(title, `\t${describeError(error)}`);
    },
  };
}

/** A message of several lines stays one log event: its line breaks become carriage returns. */
function writeLine(line: string): void {
  const bytes = Buffer.from(`${line.replaceAll('\n', '\r')}\n`);
  for (let at = 0; at < bytes.length; ) at += again(() => writeSync(STDOUT, bytes, at));
}
