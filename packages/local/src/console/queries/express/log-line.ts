import type { HistoryEvent } from '@aws-sdk/client-sfn';
import * as z from 'zod';

/** A line that an execution logs. https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html */
const lineSchema = z.object({
  id: z.coerce.number(),
  type: z.string(),
  previous_event_id: z.coerce.number(),
  execution_arn: z.string(),
  event_timestamp: z.coerce.number(),
  details: z.looseObject({ error: z.string().optional() }).default({}),
});

export type LogLine = z.infer<typeof lineSchema>;

/** Reads a line; undefined for one that is none. */
export function readLogLine(text: string): LogLine | undefined {
  try {
    return lineSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** The event that a line tells of, as GetExecutionHistory would. */
export const eventOf = ({ id, type, previous_event_id: previousEventId, event_timestamp: at, details }: LogLine) =>
  ({ id, previousEventId, type, timestamp: new Date(at), [memberOf(type)]: details }) as unknown as HistoryEvent;

/** `taskScheduledEventDetails` of TaskScheduled; what is of states has one name for all their types. */
function memberOf(type: string): string {
  const state = /State(Entered|Exited)$/.exec(type)?.[0];
  const name = state ?? type;
  return `${name.slice(0, 1).toLowerCase()}${name.slice(1)}EventDetails`;
}
