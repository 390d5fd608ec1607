import type { HistoryEvent } from '@safelight/asl/history/events';
import { isJsonObject, type JsonObject } from '@safelight/asl/json';
import { withoutData } from '#services/states/executions/event-data.ts';
import type { Revision } from '#services/states/machines/machine.ts';
import { logGroupOf } from '#services/states/machines/settings.ts';

/** Receives what a state machine logs, as AWS writes it to CloudWatch Logs. */
export type OnLog = (logGroupArn: string, event: JsonObject) => void;

/**
 * The logger of one execution: undefined where its state machine logs nothing.
 * https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html
 */
export function createLogger(
  revision: Revision,
  executionArn: string,
  redriveCount: number,
  onLog: OnLog,
): ((event: HistoryEvent) => void) | undefined {
  const group = logGroupOf(revision);
  const { level = 'OFF', includeExecutionData = false } = revision.loggingConfiguration ?? {};
  if (group === undefined || level === 'OFF') return undefined;
  return (event) => {
    if (!isLogged(String(level), event.type)) return;
    onLog(group, {
      id: String(event.id),
      type: event.type,
      details: detailsOf(event, includeExecutionData === true),
      redrive_count: String(redriveCount),
      previous_event_id: String(event.previousEventId),
      event_timestamp: String(event.timestamp),
      execution_arn: executionArn,
    });
  };
}

function isLogged(level: string, type: HistoryEvent['type']): boolean {
  if (level === 'ALL') return true;
  if (level === 'FATAL') return /^Execution(?:Aborted|Failed|TimedOut)$/.test(type);
  return /(?:Aborted|Failed|TimedOut)$/.test(type) || type === 'FailStateEntered';
}

function detailsOf(event: HistoryEvent, withData: boolean): JsonObject {
  const found: unknown = Object.entries(event).find(([name]) => name.endsWith('EventDetails'))?.[1];
  if (!isJsonObject(found)) return {};
  // What went wrong is logged anyway.
  return withData ? found : withoutData(found);
}
