import type { StateType } from '../definition/types.ts';

/**
 * Events in the vocabulary of GetExecutionHistory. `timestamp` is in milliseconds since the epoch, payloads are JSON text.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html
 */
export interface HistoryEvent extends EventDetails {
  readonly id: number;
  readonly previousEventId: number;
  readonly timestamp: number;
  readonly type: EventType;
}

export type EventType =
  | `Execution${'Started' | 'Succeeded' | 'Failed' | 'TimedOut' | 'Aborted' | 'Redriven'}`
  | `${StateType}StateEntered`
  | `${Exclude<StateType, 'Fail'>}StateExited`
  | `${'Task' | 'Wait' | 'Map' | 'Parallel'}StateAborted`
  | `${'Map' | 'Parallel'}State${'Started' | 'Succeeded' | 'Failed'}`
  | `MapIteration${'Started' | 'Succeeded' | 'Failed' | 'Aborted'}`
  | `MapRun${'Started' | 'Succeeded' | 'Failed' | 'Aborted' | 'Redriven'}`
  | `Task${'Scheduled' | 'Started' | 'Submitted' | 'Succeeded' | 'Failed' | 'TimedOut' | 'StartFailed' | 'SubmitFailed'}`
  | `LambdaFunction${'Scheduled' | 'Started' | 'Succeeded' | 'Failed' | 'TimedOut'}`
  | `Activity${'Scheduled' | 'Started' | 'Succeeded' | 'Failed' | 'TimedOut'}`
  | 'EvaluationFailed';

/** Member of an event that holds its details. */
export type DetailsName = keyof EventDetails;

export interface EventDetails {
  readonly executionStartedEventDetails?: InputDetails & { readonly roleArn: string };
  readonly executionSucceededEventDetails?: OutputDetails;
  readonly executionFailedEventDetails?: FailureDetails;
  readonly executionTimedOutEventDetails?: FailureDetails;
  readonly executionAbortedEventDetails?: FailureDetails;
  readonly executionRedrivenEventDetails?: { readonly redriveCount: number };
  readonly stateEnteredEventDetails?: InputDetails & { readonly name: string };
  readonly stateExitedEventDetails?: ExitedDetails;
  readonly mapStateStartedEventDetails?: { readonly length: number };
  readonly mapIterationStartedEventDetails?: IterationDetails;
  readonly mapIterationSucceededEventDetails?: IterationDetails;
  readonly mapIterationFailedEventDetails?: IterationDetails;
  readonly mapIterationAbortedEventDetails?: IterationDetails;
  readonly mapRunStartedEventDetails?: { readonly mapRunArn: string };
  readonly mapRunRedrivenEventDetails?: { readonly mapRunArn: string; readonly redriveCount: number };
  readonly mapRunFailedEventDetails?: FailureDetails;
  readonly taskScheduledEventDetails?: TaskScheduledDetails;
  readonly taskStartedEventDetails?: ServiceDetails;
  readonly taskSubmittedEventDetails?: ServiceDetails & OutputDetails;
  readonly taskSucceededEventDetails?: ServiceDetails & OutputDetails;
  readonly taskFailedEventDetails?: ServiceDetails & FailureDetails;
  readonly taskTimedOutEventDetails?: ServiceDetails & FailureDetails;
  readonly taskStartFailedEventDetails?: ServiceDetails & FailureDetails;
  readonly taskSubmitFailedEventDetails?: ServiceDetails & FailureDetails;
  readonly lambdaFunctionScheduledEventDetails?: DirectScheduledDetails;
  readonly lambdaFunctionSucceededEventDetails?: OutputDetails;
  readonly lambdaFunctionFailedEventDetails?: FailureDetails;
  readonly lambdaFunctionTimedOutEventDetails?: FailureDetails;
  readonly activityScheduledEventDetails?: DirectScheduledDetails & { readonly heartbeatInSeconds?: number };
  readonly activityStartedEventDetails?: { readonly workerName?: string };
  readonly activitySucceededEventDetails?: OutputDetails;
  readonly activityFailedEventDetails?: FailureDetails;
  readonly activityTimedOutEventDetails?: FailureDetails;
  readonly evaluationFailedEventDetails?: FailureDetails & { readonly location?: string; readonly state: string };
}

export interface Inclusion {
  readonly truncated: boolean;
}

export interface InputDetails {
  readonly input: string;
  readonly inputDetails: Inclusion;
}

export interface OutputDetails {
  readonly output: string;
  readonly outputDetails: Inclusion;
}

export interface FailureDetails {
  readonly error?: string;
  readonly cause?: string;
}

export interface IterationDetails {
  readonly name: string;
  readonly index: number;
}

export interface ExitedDetails extends OutputDetails {
  readonly name: string;
  /** The values as JSON text. */
  readonly assignedVariables?: Readonly<Record<string, string>>;
  readonly assignedVariablesDetails?: Inclusion;
}

export interface ServiceDetails {
  readonly resourceType: string;
  readonly resource: string;
}

export interface TaskScheduledDetails extends ServiceDetails {
  readonly region: string;
  readonly parameters: string;
  readonly timeoutInSeconds?: number;
  readonly heartbeatInSeconds?: number;
  readonly taskCredentials?: { readonly roleArn?: string };
}

export interface DirectScheduledDetails extends InputDetails {
  readonly resource: string;
  readonly timeoutInSeconds?: number;
  readonly taskCredentials?: { readonly roleArn?: string };
}

/** Shared by all events: nothing is cut out of a history here. */
export const COMPLETE: Inclusion = { truncated: false };

export const failureDetails = (failure: {
  error?: string | undefined;
  cause?: string | undefined;
}): FailureDetails => ({
  ...(failure.error !== undefined && { error: failure.error }),
  ...(failure.cause !== undefined && { cause: failure.cause }),
});
