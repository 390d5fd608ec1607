import type { HistoryEvent } from '@aws-sdk/client-sfn';

/** Members that the details of some event have, of those that are read here. */
export interface EventDetails {
  readonly name?: string;
  readonly input?: string;
  readonly output?: string;
  readonly parameters?: string;
  readonly resource?: string;
  readonly resourceType?: string;
  readonly error?: string;
  readonly cause?: string;
  readonly index?: number;
  readonly length?: number;
  readonly mapRunArn?: string;
  readonly assignedVariables?: Readonly<Record<string, string>>;
}

/**
 * The one member `…EventDetails` of an event.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html
 */
export const eventDetails = (event: HistoryEvent): EventDetails =>
  (Object.entries(event).find(([name]) => name.endsWith('EventDetails'))?.[1] ?? {}) as EventDetails;
