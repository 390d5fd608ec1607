import { isJsonObject, type Json, type JsonObject } from '#asl/json.ts';
import type { Catcher, ChoiceRule, State } from '../../definition/types.ts';
import { StatesError } from '../../error.ts';
import type { EvaluationContext, Variables } from '../../execution/evaluation-context.ts';
import type { Exit } from '../language.ts';
import { compileResultPath, ResultPathMismatch } from './result-path.ts';
import { selection } from './selection.ts';
import { compileTemplate, type Value } from './template.ts';

type Place = (evaluation: EvaluationContext, result: Json) => Json;

/** `Assign`, `ResultSelector`, `ResultPath` and `OutputPath`. */
export function compileExit(state: State): Exit {
  const select = 'ResultSelector' in state && state.ResultSelector ? compileTemplate(state.ResultSelector) : undefined;
  const assign = 'Assign' in state ? compileAssign(state.Assign) : undefined;
  const place = 'ResultPath' in state ? compilePlace(state.ResultPath) : undefined;
  const pick = 'OutputPath' in state ? selection(state.OutputPath) : undefined;
  return (evaluation, _, result, note) => {
    // Variables are made of the result itself, whatever the selector leaves of it.
    const assigned = assign?.(evaluation, result);
    const selected = select?.(evaluation, result) ?? result;
    if (select) note?.({ afterResultSelector: selected });
    const placed = place ? place(evaluation, selected) : selected;
    note?.({ afterResultPath: placed });
    return { output: pick ? pick(evaluation, placed) : placed, assigned };
  };
}

/** The error output goes where the catcher's `ResultPath` says; the state's `OutputPath` does not apply. */
export function compileCaught(catcher: Catcher): Exit {
  const assign = compileAssign(catcher.Assign);
  const place = compilePlace(catcher.ResultPath);
  return (evaluation, _, failure) => ({
    output: place ? place(evaluation, failure) : failure,
    assigned: assign?.(evaluation, failure),
  });
}

/** A rule may assign; the output is the state's. */
export function compileChosen(rule: ChoiceRule, state: State): Exit {
  const assign = compileAssign(rule.Assign);
  const pick = 'OutputPath' in state ? selection(state.OutputPath) : undefined;
  return (evaluation, subject) => ({
    output: pick ? pick(evaluation, subject) : subject,
    assigned: assign?.(evaluation, subject),
  });
}

function compileAssign(
  template: JsonObject | undefined,
): ((evaluation: EvaluationContext, subject: Json) => Variables) | undefined {
  if (template === undefined) return undefined;
  const value: Value = compileTemplate(template);
  return (evaluation, subject) => {
    const assigned = value(evaluation, subject);
    return isJsonObject(assigned) ? assigned : {};
  };
}

/** Undefined where the result replaces the input; null discards the result. */
function compilePlace(path: string | null | undefined): Place | undefined {
  if (path === undefined || path === '$') return undefined;
  if (path === null) return (evaluation) => evaluation.input;
  const put = compileResultPath(path);
  return (evaluation, result) => {
    try {
      return put(evaluation.input, result);
    } catch (error) {
      if (!(error instanceof ResultPathMismatch)) throw error;
      const { cause } = evaluation.runtimeError(
        `Unable to apply ReferencePath ${path} to input ${JSON.stringify(evaluation.input)}`,
      );
      throw new StatesError('States.ResultPathMatchFailure', cause);
    }
  };
}
