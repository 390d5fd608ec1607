import type { Clock } from '@safelight/asl/clock';
import type { JsonObject } from '@safelight/asl/json';
import type { LogLine } from '#services/logs/log-event.ts';

type Append = (group: string, stream: string, lines: readonly LogLine[]) => void;

/**
 * Writes what state machines log where AWS does: one stream for each state machine and hour, one JSON line an event.
 * https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html
 */
export const executionLogger =
  (append: Append, clock: Clock) =>
  (logGroupArn: string, event: JsonObject): void => {
    const group = logGroupArn.split(':log-group:')[1]?.replace(/:\*$/, '') ?? logGroupArn;
    const machine = String(event.execution_arn).split(':')[6] ?? '';
    const hour = new Date(clock.now()).toISOString().slice(0, 13).replace('T', '-');
    const timestamp = Number(event.event_timestamp) || clock.now();
    append(group, `states/${machine}/${hour}`, [{ timestamp, message: JSON.stringify(event) }]);
  };
