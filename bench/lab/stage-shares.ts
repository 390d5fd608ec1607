import type { HistoryEvent as SdkEvent } from '@aws-sdk/client-sfn';

/**
 * How the time that executions spent in Task states divides among these, as lines for people: `Convert  71 %`.
 * States beside each other each count in full.
 */
export function stageShares(histories: readonly (readonly SdkEvent[])[]): readonly string[] {
  const spent = new Map<string, number>();
  for (const history of histories) addTimes(spent, history);
  const total = [...spent.values()].reduce((sum, time) => sum + time, 0);
  const shares = [...spent]
    .toSorted(([, a], [, b]) => b - a)
    .map(([name, time]) => ({ name, share: (100 * time) / total }));
  const width = Math.max(0, ...shares.map(({ name }) => name.length));
  return shares.map(
    ({ name, share }) => `${name.padEnd(width)} ${share.toFixed(1).padStart(5)} % of the time in tasks`,
  );
}

function addTimes(spent: Map<string, number>, history: readonly SdkEvent[]): void {
  const byId = new Map(history.map((event) => [event.id, event]));
  for (const event of history) {
    const name = event.stateExitedEventDetails?.name;
    if (event.type !== 'TaskStateExited' || name === undefined) continue;
    const entered = enteredBefore(event, byId);
    spent.set(name, (spent.get(name) ?? 0) + Number(event.timestamp) - Number(entered?.timestamp ?? event.timestamp));
  }
}

function enteredBefore(exited: SdkEvent, byId: ReadonlyMap<number | undefined, SdkEvent>): SdkEvent | undefined {
  let event = byId.get(exited.previousEventId);
  while (event !== undefined && event.type !== 'TaskStateEntered') event = byId.get(event.previousEventId);
  return event;
}
