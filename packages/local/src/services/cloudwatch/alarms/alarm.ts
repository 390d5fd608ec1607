import * as z from 'zod';
import { alarmDefinition } from '#services/cloudwatch/alarms/definition.ts';

const state = z.object({
  value: z.enum(['OK', 'ALARM', 'INSUFFICIENT_DATA']),
  reason: z.string(),
  /** JSON as text. */
  reasonData: z.string(),
  /** Milliseconds since the epoch, as everywhere here: when the reason became this. */
  updated: z.number(),
  /** When the value became this. */
  transitioned: z.number(),
});

/** An entry of an alarm's history. */
const historyItem = z.object({
  at: z.number(),
  type: z.enum(['ConfigurationUpdate', 'StateUpdate', 'Action']),
  summary: z.string(),
  /** JSON as text. */
  data: z.string(),
});

export const alarmSchema = z.object({
  arn: z.string(),
  definition: alarmDefinition,
  configured: z.number(),
  state,
  /** Newest first. */
  history: z.array(historyItem),
});

/** An alarm, its state, and how it came to it. */
export type Alarm = z.output<typeof alarmSchema>;
export type AlarmState = z.infer<typeof state>;
export type HistoryItem = z.infer<typeof historyItem>;
