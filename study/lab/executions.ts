import {
  DescribeExecutionCommand,
  type DescribeExecutionOutput,
  type HistoryEvent,
  paginateGetExecutionHistory,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import type { StudyLab } from './lab.ts';
import { machineArn } from './stack.ts';

/** Starts the machine of that name; resolves with the execution's ARN. */
export async function start({ clients }: StudyLab, name: string, input: unknown = {}, as?: string): Promise<string> {
  const { executionArn = '' } = await clients.states.send(
    new StartExecutionCommand({
      stateMachineArn: machineArn(name),
      input: JSON.stringify(input),
      ...(as !== undefined && { name: as }),
    }),
  );
  return executionArn;
}

export const described = ({ clients }: StudyLab, executionArn: string): Promise<DescribeExecutionOutput> =>
  clients.states.send(new DescribeExecutionCommand({ executionArn }));

/** The execution once it has ended by itself. */
export const ended = (lab: StudyLab, executionArn: string): Promise<DescribeExecutionOutput> =>
  lab.until('the end of the execution', () => unlessRunning(lab, executionArn));

/** The execution once it has ended, while the clock is turned by a second at a time. */
export const endedWithin = (lab: StudyLab, executionArn: string, seconds: number): Promise<DescribeExecutionOutput> =>
  lab.turnUntil('the end of the execution', seconds, () => unlessRunning(lab, executionArn));

async function unlessRunning(lab: StudyLab, executionArn: string) {
  const execution = await described(lab, executionArn);
  return execution.status === 'RUNNING' ? undefined : execution;
}

export async function history({ clients }: StudyLab, executionArn: string): Promise<readonly HistoryEvent[]> {
  const all: HistoryEvent[] = [];
  const pages = paginateGetExecutionHistory({ client: clients.states, pageSize: 1000 }, { executionArn });
  for await (const { events = [] } of pages) all.push(...events);
  return all;
}

/** Waits until the history has such an event. */
export const happened = (lab: StudyLab, executionArn: string, type: HistoryEvent['type']): Promise<HistoryEvent> =>
  lab.until(`${type} in the history`, async () =>
    (await history(lab, executionArn)).find((event) => event.type === type),
  );

/** Whole seconds that have passed between two moments: nothing comes before its time, and all a little after it. */
export const secondsBetween = (from: Date | undefined, to: Date | undefined): number =>
  Math.floor((Number(to) - Number(from)) / 1000);

/** `0:00  7 WaitStateExited  Nap`: lines of a history, with the time since the execution began. */
export function lines(events: readonly HistoryEvent[], wanted: (event: HistoryEvent) => boolean): readonly string[] {
  const [first] = events;
  return events.filter(wanted).map((event) => {
    const seconds = secondsBetween(first?.timestamp, event.timestamp);
    const at = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
    const name = event.stateEnteredEventDetails?.name ?? event.stateExitedEventDetails?.name ?? failure(event);
    return [at, event.id, event.type, name].filter((part) => part !== undefined).join(' ');
  });
}

const failure = (event: HistoryEvent): string | undefined =>
  [
    event.executionFailedEventDetails,
    event.taskFailedEventDetails,
    event.taskTimedOutEventDetails,
    event.activityTimedOutEventDetails,
    event.lambdaFunctionFailedEventDetails,
    event.executionTimedOutEventDetails,
  ].find((details) => details?.error !== undefined)?.error;

/** A state that is entered is one transition, and each time that Retry runs it again is one more. */
export function transitionsOf(events: readonly HistoryEvent[]): number {
  const count = (pattern: RegExp) => events.filter(({ type }) => pattern.test(type ?? '')).length;
  const again =
    count(/^(Task|LambdaFunction|Activity)Scheduled$|^(Map|Parallel)StateStarted$/) -
    count(/^(Task|Map|Parallel)StateEntered$/);
  return count(/StateEntered$/) + Math.max(0, again);
}
