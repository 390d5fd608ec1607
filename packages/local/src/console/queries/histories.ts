import { GetExecutionHistoryCommand, type HistoryEvent, type SFNClient } from '@aws-sdk/client-sfn';
import { VisitReader } from '#local/console/history/read-visits.ts';

/** Executions whose events are kept at most. */
const KEPT = 4;
/** The most that one call answers. https://docs.aws.amazon.com/step-functions/latest/apireference/API_GetExecutionHistory.html */
const EVENTS_A_CALL = 1_000;

/** An execution's history as far as it was read: a history only grows, so that each full page is read once. */
interface Reading {
  readonly full: VisitReader;
  nextToken: string | undefined;
  /** All of it, as it was last time. */
  whole: VisitReader;
}

/** Answers all events of an execution with the visits that they tell of. */
export type ReadHistory = (executionArn: string) => Promise<VisitReader>;

export function createHistories(states: Pick<SFNClient, 'send'>): ReadHistory {
  const readings = new Map<string, Promise<Reading>>();
  return async (executionArn) => {
    const before = readings.get(executionArn);
    const reading = goOn(states, executionArn, before).catch((error) => {
      readings.delete(executionArn);
      throw error;
    });
    readings.delete(executionArn);
    readings.set(executionArn, reading);
    for (const oldest of [...readings.keys()].slice(0, -KEPT)) readings.delete(oldest);
    return (await reading).whole;
  };
}

async function goOn(
  states: Pick<SFNClient, 'send'>,
  executionArn: string,
  before?: Promise<Reading>,
): Promise<Reading> {
  const known: HistoryEvent[] = (await before)?.full.events.map(({ event }) => event) ?? [];
  let nextToken = (await before)?.nextToken;
  let last: readonly HistoryEvent[] = [];
  do {
    const page = await states.send(
      new GetExecutionHistoryCommand({
        executionArn,
        maxResults: EVENTS_A_CALL,
        includeExecutionData: true,
        nextToken,
      }),
    );
    last = page.events ?? [];
    if (page.nextToken === undefined) break;
    known.push(...last);
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return { full: readingOf(known), nextToken, whole: readingOf([...known, ...last]) };
}

function readingOf(events: readonly HistoryEvent[]): VisitReader {
  const reader = new VisitReader();
  for (const event of events) reader.read(event);
  return reader;
}
