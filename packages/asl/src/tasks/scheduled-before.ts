import type { Replay } from '../execution/resume/replay.ts';
import type { HistoryEvent } from '../history/events.ts';
import type { Attempt } from './run-task.ts';

/**
 * What an attempt was made with whose process ended: what its expressions came out as, random ones too. Undefined where it
 * was not scheduled.
 */
export function scheduledBefore(replay: Replay): Omit<Attempt, 'resource'> | undefined {
  const event = replay.find('Scheduled');
  const details = event && scheduledDetails(event);
  if (event === undefined || details === undefined) return undefined;
  return {
    parameters: JSON.parse('parameters' in details ? details.parameters : details.input),
    timeout: details.timeoutInSeconds,
    heartbeat: 'heartbeatInSeconds' in details ? details.heartbeatInSeconds : undefined,
    credentials: details.taskCredentials?.roleArn,
    // A call that is made again has its time again; what only waits for an answer has the rest of it.
    ...((event.type === 'ActivityScheduled' || replay.find('Submitted')) && { since: event.timestamp }),
  };
}

const scheduledDetails = (event: HistoryEvent) =>
  event.taskScheduledEventDetails ?? event.lambdaFunctionScheduledEventDetails ?? event.activityScheduledEventDetails;
