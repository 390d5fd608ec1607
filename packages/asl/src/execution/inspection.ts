import type { Json, JsonObject } from '#asl/json.ts';
import type { StatesError } from '../error.ts';
import type { Variables } from './evaluation-context.ts';

/**
 * How one state treated its data, step by step, in the words of TestState's `inspectionData` (there as JSON text).
 * A step that a state does not have is not noted.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_InspectionData.html
 */
export interface Inspection {
  readonly input?: Json;
  readonly afterInputPath?: Json;
  readonly afterParameters?: Json;
  readonly afterArguments?: Json;
  readonly afterItemsPath?: Json;
  readonly afterItemsPointer?: Json;
  readonly afterItemSelector?: Json;
  readonly afterItemBatcher?: Json;
  readonly result?: Json;
  readonly afterResultSelector?: Json;
  readonly afterResultPath?: Json;
  /** All variables as they are after the state. */
  readonly variables?: Variables;
  readonly maxConcurrency?: number;
  readonly toleratedFailureCount?: number;
  readonly toleratedFailurePercentage?: number;
  readonly errorDetails?: ErrorDetails;
}

export interface ErrorDetails {
  readonly retryIndex?: number;
  readonly retryBackoffIntervalSeconds?: number;
  readonly catchIndex?: number;
}

/** Hooks into the run of one state, given to `inspectState` in `run-state.ts`. */
export interface Inspector {
  /** Told of each step as it happens. */
  note(step: Inspection): void;
  /**
   * Takes the place of the state's work: the task's call, the branches, the items. Gets what the work would have got
   * (evaluated Arguments or Parameters, or a Map's items) and answers the result, or throws a StatesError.
   */
  readonly work?: (effective: Json) => Json | Promise<Json>;
}

/** What one state did, without going on to the next. */
export type StateRun =
  | { readonly kind: 'next'; readonly nextState: string; readonly output: Json; readonly caught?: StatesError }
  | { readonly kind: 'end'; readonly output: Json }
  /** A retrier matched: the state would run again after the interval. */
  | { readonly kind: 'retry'; readonly failure: StatesError }
  | { readonly kind: 'failed'; readonly failure: StatesError };

export interface InspectOptions {
  readonly stateName: string;
  readonly input: Json;
  readonly variables?: Variables;
  /** The Context object, instead of one that is made up. */
  readonly context?: JsonObject;
  /** How often the retrier that matches has retried before: `stateConfiguration.retrierRetryCount`. */
  readonly retryCount?: number;
  readonly roleArn?: string;
}
