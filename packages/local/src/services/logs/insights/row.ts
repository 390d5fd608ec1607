import { isJsonObject, type Json } from '@safelight/asl/json';
import { type Row, timeText } from '#services/logs/insights/value.ts';
import type { LogEvent } from '#services/logs/log-event.ts';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_AnalyzeLogData-discoverable-fields.html */
const REPORT = [
  ['@duration', /\tDuration: ([\d.]+) ms/],
  ['@billedDuration', /\tBilled Duration: ([\d.]+) ms/],
  // In bytes.
  ['@memorySize', /\tMemory Size: (\d+) MB/],
  ['@maxMemoryUsed', /\tMax Memory Used: (\d+) MB/],
] as const;

const MEGABYTE = 1_000_000;

/** The fields of an event: those of every event, those of a function's report, and those of a JSON object. */
export function rowOf({ timestamp, ingestionTime, message, stream, sequence }: LogEvent, log: string): Row {
  const row = new Map<string, string | number>([
    ['@timestamp', timeText(timestamp)],
    ['@ingestionTime', timeText(ingestionTime)],
    ['@message', message],
    ['@logStream', stream],
    ['@log', log],
    ['@ptr', String(sequence)],
  ]);
  const [, type, requestId] = /^(START|END|REPORT) RequestId: (\S+)/.exec(message) ?? [];
  if (type !== undefined && requestId !== undefined) row.set('@type', type).set('@requestId', requestId);
  for (const [name, pattern] of type === 'REPORT' ? REPORT : []) {
    const found = pattern.exec(message)?.[1];
    if (found !== undefined) row.set(name, Number(found) * (name.includes('emory') ? MEGABYTE : 1));
  }
  if (message.trimStart().startsWith('{')) addJson(row, '', parse(message));
  return row;
}

function addJson(row: Map<string, string | number>, name: string, value: Json | undefined): void {
  if (Array.isArray(value)) for (const [at, item] of value.entries()) addJson(row, `${name}.${at}`, item);
  else if (isJsonObject(value))
    for (const [key, part] of Object.entries(value)) addJson(row, name === '' ? key : `${name}.${key}`, part);
  else if (value !== undefined && value !== null && name !== '')
    row.set(name, typeof value === 'boolean' ? Number(value) : (value as string | number));
}

function parse(message: string): Json | undefined {
  try {
    return JSON.parse(message);
  } catch {
    return undefined;
  }
}
