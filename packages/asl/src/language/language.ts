import type { Json, JsonObject } from '#asl/json.ts';
import type { Catcher, ChoiceRule, MapState, QueryLanguage, State, WaitState } from '../definition/types.ts';
import type { StatesError } from '../error.ts';
import type { EvaluationContext, Variables } from '../execution/evaluation-context.ts';
import type { Eventual } from '../execution/eventual.ts';
import type { Inspection } from '../execution/inspection.ts';

/**
 * A compiled expression or template. `subject` is what `$` stands for where the language has such a thing:
 * the effective input, a result, an error output.
 */
export type Evaluate<T = Json> = (evaluation: EvaluationContext, subject: Json) => Eventual<T>;

/** From a state's result to its output and the variables it assigns. */
export type Exit = (
  evaluation: EvaluationContext,
  subject: Json,
  result: Json,
  note?: (step: Inspection) => void,
) => Eventual<Exited>;

export interface Exited {
  readonly output: Json;
  readonly assigned?: Variables | undefined;
}

/** How a number field reads in AWS's messages, and what it may be. */
export type NumberKind = 'seconds' | 'timeout' | 'integer' | 'float';

/** Fields of a state, a reader or a batcher, by name. */
export type Fields = Readonly<Record<string, unknown>>;

/**
 * A query language: turns the fields of states into functions when a definition is loaded. States use nothing else, so
 * they do not know which language they are written in.
 */
export interface Language {
  readonly name: QueryLanguage;
  /** What an inspector is told of the input: after the selection, and after the arguments. */
  readonly inspection: {
    selected(subject: Json): Inspection;
    filled(effective: Json): Inspection;
  };
  /** The part of the input that the state works on; undefined where it is the whole. */
  selection(state: State): Evaluate | undefined;
  /** `Parameters` or `Arguments`; undefined where the effective input is used as it is. */
  arguments(state: State): Evaluate | undefined;
  /** Output and variables of a state that succeeded. */
  exit(state: State): Exit;
  /** Output and variables of a state whose failure was caught. */
  caught(catcher: Catcher, index: number): Exit;
  /** Variables and output of a Choice rule: JSONata's rules may have an output of their own. */
  chosen(rule: ChoiceRule, state: State, index: number): Exit;
  /** Any field that may hold expressions, such as `ItemSelector`. */
  template(value: Json, field: string): Evaluate;
  /** A number that is literal, at a path, or the value of an expression; undefined where the field is absent. */
  number(fields: Fields, field: string, kind: NumberKind): Evaluate<number> | undefined;
  /** A text likewise: `Error`, `Cause`, `Timestamp`. */
  text(fields: Fields, field: string): Evaluate<string> | undefined;
  /** The items of a Map; undefined where a reader or the input itself provides them. */
  items(state: MapState): Evaluate | undefined;
  /** What fails a Map whose items are no list. */
  notItems(evaluation: EvaluationContext, state: MapState, items: Json): StatesError;
  /** What fails a Wait until a time that is none. */
  notTimestamp(evaluation: EvaluationContext, state: WaitState, text: string): StatesError;
  /** What fails a state one of whose fields came out as something that it cannot use. */
  misfit(evaluation: EvaluationContext, message: string, field: string): StatesError;
  /** `Parameters` or `Arguments` of an ItemReader or ResultWriter. */
  integration(fields: Fields, field: string): Evaluate<JsonObject>;
  condition(rule: ChoiceRule, index: number): Evaluate<boolean>;
}
