import { writeSync } from 'node:fs';
import { format } from 'node:util';

const STDOUT = 1;
const levels = { trace: 'TRACE', debug: 'DEBUG', log: 'INFO', info: 'INFO', warn: 'WARN', error: 'ERROR' } as const;

type Level = (typeof levels)[keyof typeof levels];

/** Makes `console` write lines as Lambda does, in its text or JSON format. Returns the writer for the runtime's own lines. */
export function patchConsole(requestId: () => string | undefined, logFormat: string | undefined) {
  const render = logFormat === 'JSON' ? jsonLine : textLine;
  const write = (level: Level, message: string) => writeLine(render(level, message, requestId()));
  for (const [method, level] of Object.entries(levels)) {
    Object.assign(console, { [method]: (...values: readonly unknown[]) => write(level, format(...values)) });
  }
  return write;
}

const jsonLine = (level: Level, message: string, requestId: string | undefined): string =>
  JSON.stringify({ timestamp: new Date().toISOString(), level, requestId, message });

/** A message of several lines stays one log event: its line breaks become carriage returns. */
const textLine = (level: Level, message: string, requestId: string | undefined): string =>
  [new Date().toISOString(), requestId ?? 'undefined', level, message].join('\t').replaceAll('\n', '\r');

function writeLine(line: string): void {
  const bytes = Buffer.from(`${line}\n`);
  for (let at = 0; at < bytes.length; ) at += writeSome(bytes, at);
}

/** A library that touched `process.stdout` makes the pipe non-blocking: wait for the reader. */
function writeSome(bytes: Buffer, at: number): number {
  try {
    return writeSync(STDOUT, bytes, at);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    return 0;
  }
}
