/**
 * A request to test one state, its JSON members still as text.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_TestState.html
 */
export interface TestStateRequest {
  /** A state; or a whole state machine, when `stateName` says which of its states. */
  readonly definition: unknown;
  readonly stateName?: string;
  readonly roleArn?: string;
  /** JSON text; an empty object where it is absent. */
  readonly input?: string;
  readonly inspectionLevel?: InspectionLevel;
  readonly revealSecrets?: boolean;
  /** JSON text of an object. */
  readonly variables?: string;
  /** JSON text of a Context object. */
  readonly context?: string;
  readonly mock?: MockInput;
  readonly stateConfiguration?: StateConfiguration;
}

export type InspectionLevel = 'INFO' | 'DEBUG' | 'TRACE';

export interface MockInput {
  /** JSON text. */
  readonly result?: string;
  readonly errorOutput?: { readonly error?: string; readonly cause?: string };
  readonly fieldValidationMode?: FieldValidationMode;
}

export type FieldValidationMode = 'STRICT' | 'PRESENT' | 'NONE';

export interface StateConfiguration {
  readonly retrierRetryCount?: number;
  readonly errorCausedByState?: string;
  readonly mapIterationFailureCount?: number;
  /** JSON text: what an ItemReader would have read. */
  readonly mapItemReaderData?: string;
}

export interface TestStateResponse {
  readonly status: 'SUCCEEDED' | 'FAILED' | 'RETRIABLE' | 'CAUGHT_ERROR';
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
  readonly nextState?: string;
  /** Absent at level INFO. */
  readonly inspectionData?: Readonly<Record<string, unknown>>;
}
