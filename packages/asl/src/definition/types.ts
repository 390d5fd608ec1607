import type { Json, JsonObject } from '#asl/json.ts';

/**
 * A definition in the Amazon States Language as `loadDefinition` leaves it: checked, field by field as in the file.
 * https://states-language.net/spec.html and https://docs.aws.amazon.com/step-functions/latest/dg/concepts-amazon-states-language.html
 */
export interface StateMachineDefinition extends SubMachine {
  readonly Comment?: string;
  readonly QueryLanguage?: QueryLanguage;
  readonly TimeoutSeconds?: number;
  readonly Version?: string;
}

/** States and where they begin: a Parallel branch or an item processor. */
export interface SubMachine {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

export type QueryLanguage = 'JSONPath' | 'JSONata';

export type State =
  | PassState
  | TaskState
  | ChoiceState
  | WaitState
  | SucceedState
  | FailState
  | ParallelState
  | MapState;

export type StateType = State['Type'];

interface StateFields {
  readonly Comment?: string;
  readonly QueryLanguage?: QueryLanguage;
}

interface PathFields {
  readonly InputPath?: string | null;
  readonly OutputPath?: string | null;
}

interface OutputFields {
  /** JSONata: a template or an expression. */
  readonly Output?: Json;
  readonly Assign?: JsonObject;
}

/** Exactly one of the two, which loading asserts. */
interface Transition {
  readonly Next?: string;
  readonly End?: boolean;
}

interface ResultFields {
  readonly ResultSelector?: JsonObject;
  readonly ResultPath?: string | null;
}

export interface Retrier extends OutputFields {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds?: number;
  readonly MaxAttempts?: number;
  readonly BackoffRate?: number;
  readonly MaxDelaySeconds?: number;
  readonly JitterStrategy?: 'FULL' | 'NONE';
}

export interface Catcher extends OutputFields {
  readonly ErrorEquals: readonly string[];
  readonly Next: string;
  readonly ResultPath?: string | null;
  readonly Comment?: string;
}

interface FailureFields {
  readonly Retry?: readonly Retrier[];
  readonly Catch?: readonly Catcher[];
}

export interface PassState extends StateFields, PathFields, OutputFields, Transition {
  readonly Type: 'Pass';
  readonly Result?: Json;
  readonly ResultPath?: string | null;
  readonly Parameters?: Json;
}

export interface TaskState extends StateFields, PathFields, OutputFields, Transition, ResultFields, FailureFields {
  readonly Type: 'Task';
  readonly Resource: string;
  readonly Parameters?: Json;
  readonly Arguments?: Json;
  /** A number of seconds, or a JSONata expression. */
  readonly TimeoutSeconds?: number | string;
  readonly TimeoutSecondsPath?: string;
  readonly HeartbeatSeconds?: number | string;
  readonly HeartbeatSecondsPath?: string;
  readonly Credentials?: JsonObject | string;
}

export interface WaitState extends StateFields, PathFields, OutputFields, Transition {
  readonly Type: 'Wait';
  readonly Seconds?: number | string;
  readonly SecondsPath?: string;
  readonly Timestamp?: string;
  readonly TimestampPath?: string;
}

export interface SucceedState extends StateFields, PathFields, OutputFields {
  readonly Type: 'Succeed';
}

export interface FailState extends StateFields {
  readonly Type: 'Fail';
  readonly Error?: string;
  readonly ErrorPath?: string;
  readonly Cause?: string;
  readonly CausePath?: string;
}

/** A JSONPath comparison (`Variable` and one operator, or `And`, `Or`, `Not`), or a JSONata `Condition`. */
export interface ChoiceRule extends OutputFields {
  readonly Next: string;
  readonly Condition?: string | boolean;
  readonly Comment?: string;
  readonly [operator: string]: Json | undefined;
}

export interface ChoiceState extends StateFields, PathFields, OutputFields {
  readonly Type: 'Choice';
  readonly Choices: readonly ChoiceRule[];
  readonly Default?: string;
}

export interface ParallelState extends StateFields, PathFields, OutputFields, Transition, ResultFields, FailureFields {
  readonly Type: 'Parallel';
  readonly Branches: readonly SubMachine[];
  readonly Parameters?: Json;
  readonly Arguments?: Json;
}

export interface MapState extends StateFields, PathFields, OutputFields, Transition, ResultFields, FailureFields {
  readonly Type: 'Map';
  readonly ItemProcessor?: ItemProcessor;
  /** The older name of `ItemProcessor`. */
  readonly Iterator?: ItemProcessor;
  readonly ItemsPath?: string;
  /** JSONata. */
  readonly Items?: Json;
  readonly ItemSelector?: Json;
  /** The older name of `ItemSelector`. */
  readonly Parameters?: Json;
  readonly MaxConcurrency?: number | string;
  readonly MaxConcurrencyPath?: string;
  readonly ItemReader?: ItemReader;
  readonly ItemBatcher?: ItemBatcher;
  readonly ResultWriter?: ResultWriter;
  readonly ToleratedFailureCount?: number | string;
  readonly ToleratedFailureCountPath?: string;
  readonly ToleratedFailurePercentage?: number | string;
  readonly ToleratedFailurePercentagePath?: string;
  readonly Label?: string;
}

export interface ItemProcessor extends SubMachine {
  readonly ProcessorConfig?: ProcessorConfig;
}

export type ProcessorConfig =
  | { readonly Mode?: 'INLINE' }
  | { readonly Mode: 'DISTRIBUTED'; readonly ExecutionType: 'STANDARD' | 'EXPRESS' };

export interface ItemReader {
  readonly Resource: string;
  readonly ReaderConfig?: JsonObject;
  readonly Parameters?: JsonObject;
  readonly Arguments?: JsonObject | string;
}

export interface ItemBatcher {
  readonly BatchInput?: Json;
  readonly MaxItemsPerBatch?: number | string;
  readonly MaxItemsPerBatchPath?: string;
  readonly MaxInputBytesPerBatch?: number | string;
  readonly MaxInputBytesPerBatchPath?: string;
}

export interface ResultWriter {
  readonly Resource?: string;
  readonly Parameters?: JsonObject;
  readonly Arguments?: JsonObject | string;
  readonly WriterConfig?: JsonObject;
}
