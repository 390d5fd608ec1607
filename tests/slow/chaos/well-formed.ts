import type { HistoryEvent } from '@aws-sdk/client-sfn';
import type { Told } from './snapshot.ts';

const ENDS = /^Execution(?:Succeeded|Failed|TimedOut|Aborted)$/;
/** States whose work can be given up, or fail, without their being left. */
const GIVEN_UP = /^(?:Task|Wait|Map|Parallel)StateAborted$|^(?:Map|Parallel)StateFailed$/;

/** What is wrong with a history: ids without gaps, one end, and every state that was entered left, failed or aborted. */
export function malformed({ name, status, events }: Told): readonly string[] {
  const gap = events.findIndex(({ id, previousEventId = 0 }, index) => id !== index + 1 || previousEventId > index);
  const ends = events.filter(({ type = '' }) => ENDS.test(type)).length;
  return [
    ...(gap < 0 ? [] : [`${name}: event ${gap + 1} is out of place`]),
    ...(ends === 1 && ENDS.test(events.at(-1)?.type ?? '') ? [] : [`${name}: ${status} with ${ends} ends`]),
    ...(status === 'SUCCEEDED' ? unleft(events).map((state) => `${name}: ${state}`) : []),
  ];
}

/** States of an execution that succeeded: entered more often than they were left, or given up. */
function unleft(events: readonly HistoryEvent[]): readonly string[] {
  const open = new Map<string, number>();
  const count = (state: string | undefined, by: number) => {
    if (state !== undefined) open.set(state, (open.get(state) ?? 0) + by);
  };
  for (const { type, stateEnteredEventDetails: entered, stateExitedEventDetails: exited } of events) {
    if (type !== 'FailStateEntered') count(entered?.name, 1);
    count(exited?.name, -1);
  }
  const left = [...open].filter(([, times]) => times !== 0);
  const often = left.find(([, times]) => times < 0);
  if (often) return [`${often[0]} was left more often than it was entered`];
  const givenUp = events.filter(({ type = '' }) => GIVEN_UP.test(type)).length;
  const unended = left.reduce((total, [, times]) => total + times, 0);
  return unended <= givenUp ? [] : [`${left.map(([state]) => state).join(', ')} was entered and not left`];
}
