import { STATE_SHAPES } from '../definition/shapes.ts';
import type { StateType } from '../definition/types.ts';
import type { FailureDetails, HistoryEvent } from '../history/events.ts';

/** What an event says, for those who read a history back. */

export const isAttempt = ({ type }: HistoryEvent): boolean =>
  type.endsWith('Scheduled') || type === 'MapStateStarted' || type === 'ParallelStateStarted';

export const isFailure = ({ type }: HistoryEvent): boolean =>
  /^(Task|LambdaFunction|Activity|MapRun|MapState|ParallelState)(Failed|TimedOut|StartFailed|SubmitFailed)$/.test(
    type,
  ) || type === 'EvaluationFailed';

export const isSuccess = ({ type }: HistoryEvent): boolean =>
  /^(Task|LambdaFunction|Activity|MapRun|MapState|ParallelState)Succeeded$/.test(type);

export const isExit = ({ type }: HistoryEvent): boolean => type.endsWith('StateExited');

const FAILURES = [
  'taskFailedEventDetails',
  'taskTimedOutEventDetails',
  'taskStartFailedEventDetails',
  'taskSubmitFailedEventDetails',
  'lambdaFunctionFailedEventDetails',
  'lambdaFunctionTimedOutEventDetails',
  'activityFailedEventDetails',
  'activityTimedOutEventDetails',
  'mapRunFailedEventDetails',
  'evaluationFailedEventDetails',
] as const;

/** Error and cause; undefined for events that tell only that something failed. */
export function failureOf(event: HistoryEvent): FailureDetails | undefined {
  for (const name of FAILURES) {
    const details = event[name];
    if (details !== undefined) return { error: details.error ?? '', cause: details.cause ?? '' };
  }
  return undefined;
}

const isStateType = (name: string): name is StateType => Object.hasOwn(STATE_SHAPES, name);

/** Throws for an event that enters no state. */
export function stateTypeOf({ type }: HistoryEvent): StateType {
  const name = type.replace(/StateEntered$/, '');
  if (!isStateType(name)) throw new Error(`${type} enters no state`);
  return name;
}

/** `lambda:invoke`, or the function or activity itself. */
export function resourceOf(event: HistoryEvent): string | undefined {
  const service = event.taskScheduledEventDetails;
  if (service !== undefined) return `${service.resourceType}:${service.resource}`;
  return (event.lambdaFunctionScheduledEventDetails ?? event.activityScheduledEventDetails)?.resource;
}

/** The name that an event gives of the state it is about, if it gives one. */
export const stateNamed = (event: HistoryEvent): string | undefined =>
  event.stateExitedEventDetails?.name ?? event.evaluationFailedEventDetails?.state;

/** Events of Map and Parallel states, which may follow one of a state inside them. */
export function fanOutOf({ type }: HistoryEvent): 'Map' | 'Parallel' | undefined {
  if (/^Map(State|Iteration|Run)/.test(type)) return 'Map';
  return type.startsWith('ParallelState') ? 'Parallel' : undefined;
}
