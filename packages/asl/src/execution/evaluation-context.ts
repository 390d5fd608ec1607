import type { Clock } from '#asl/clock.ts';
import type { Ids, Random } from '#asl/identity.ts';
import type { Json, JsonObject } from '#asl/json.ts';
import type { ErrorOutput, StatesError } from '../error.ts';
import type { Budget } from '../language/budget.ts';

/** Workflow variables by name. Never changed: an assignment makes a new record. */
export type Variables = Readonly<Record<string, Json>>;

/** All that an expression of a state can see. */
export interface EvaluationContext {
  /** The state's input as it came, before `InputPath`. */
  readonly input: Json;
  readonly variables: Variables;
  /** The Context object. */
  readonly context: JsonObject;
  /** What the work of the state yielded, once it has. */
  readonly result: Json | undefined;
  /** Set while a catcher is evaluated. */
  readonly errorOutput: ErrorOutput | undefined;
  readonly ports: EvaluationPorts;
  /** What the template that is evaluated may still use up, once it has used something. */
  budget: Budget | undefined;
  /** A `States.Runtime` that says in which state it happened. */
  runtimeError(message: string): StatesError;
  /** A `States.QueryEvaluationError` at a field; records EvaluationFailed. */
  queryError(message: string, field: string): StatesError;
}

export interface EvaluationPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly ids: Ids;
}
