import { isLarger } from '#asl/execution/json-size.ts';
import type { Json } from '#asl/json.ts';
import type { State } from '../definition/types.ts';
import { DataLimitExceeded } from '../error.ts';
import { chain, type Eventual } from '../execution/eventual.ts';
import type { StateExecution } from '../execution/state-execution.ts';
import type { Language } from '../language/language.ts';
import { PAYLOAD_LIMIT } from '../payload.ts';

/** The part of the input that the state works on. */
export function compileSelection(state: State, language: Language): (execution: StateExecution) => Eventual<Json> {
  const select = language.selection(state);
  return (execution) => {
    execution.noting?.({ input: execution.input });
    return chain(select === undefined ? execution.input : select(execution, execution.input), (subject) => {
      execution.noting?.(language.inspection.selected(subject));
      return subject;
    });
  };
}

/** The same, after `Parameters` or `Arguments`. Throws a DataLimitExceeded. */
export function compileInput(state: State, language: Language): (execution: StateExecution) => Eventual<Json> {
  const select = compileSelection(state, language);
  const fill = language.arguments(state);
  if (fill === undefined) return select;
  return (execution) =>
    chain(select(execution), (subject) =>
      chain(fill(execution, subject), (effective) => {
        execution.noting?.(language.inspection.filled(effective));
        return limited(effective, execution);
      }),
    );
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html, States.DataLimitExceeded */
export function limited(made: Json, { input, state }: StateExecution): Json {
  if (made !== input && isLarger(made, PAYLOAD_LIMIT)) throw new DataLimitExceeded(state.name);
  return made;
}
