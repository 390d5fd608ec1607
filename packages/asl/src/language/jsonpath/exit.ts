import { isJsonObject, type Json, type JsonObject } from '#asl/json.ts';
import type { Catcher, ChoiceRule, State } from '../../definition/types.ts';
import { StatesError } from '../../error.ts';
import type { Scene, Variables } from '../../execution/scene.ts';
import type { Exit } from '../language.ts';
import { selection } from './jsonpath.ts';
import { compileResultPath, ResultPathMismatch } from './result-path.ts';
import { compileTemplate, type Value } from './template.ts';

type Place = (scene: Scene, result: Json) => Json;

/** `Assign`, `ResultSelector`, `ResultPath` and `OutputPath`. */
export function compileExit(state: State): Exit {
  const select = 'ResultSelector' in state && state.ResultSelector ? compileTemplate(state.ResultSelector) : undefined;
  const assign = 'Assign' in state ? compileAssign(state.Assign) : undefined;
  const place = 'ResultPath' in state ? compilePlace(state.ResultPath) : undefined;
  const pick = 'OutputPath' in state ? selection(state.OutputPath) : undefined;
  return (scene, _, result, note) => {
    // Variables are made of the result itself, whatever the selector leaves of it.
    const assigned = assign?.(scene, result);
    const selected = select?.(scene, result) ?? result;
    if (select) note?.({ afterResultSelector: selected });
    const placed = place ? place(scene, selected) : selected;
    note?.({ afterResultPath: placed });
    return { output: pick ? pick(scene, placed) : placed, assigned };
  };
}

/** The error output goes where the catcher's `ResultPath` says; the state's `OutputPath` does not apply. */
export function compileCaught(catcher: Catcher): Exit {
  const assign = compileAssign(catcher.Assign);
  const place = compilePlace(catcher.ResultPath);
  return (scene, _, failure) => ({
    output: place ? place(scene, failure) : failure,
    assigned: assign?.(scene, failure),
  });
}

/** A rule may assign; the output is the state's. */
export function compileChosen(rule: ChoiceRule, state: State): Exit {
  const assign = compileAssign(rule.Assign);
  const pick = 'OutputPath' in state ? selection(state.OutputPath) : undefined;
  return (scene, subject) => ({
    output: pick ? pick(scene, subject) : subject,
    assigned: assign?.(scene, subject),
  });
}

function compileAssign(template: JsonObject | undefined): ((scene: Scene, subject: Json) => Variables) | undefined {
  if (template === undefined) return undefined;
  const value: Value = compileTemplate(template);
  return (scene, subject) => {
    const assigned = value(scene, subject);
    return isJsonObject(assigned) ? assigned : {};
  };
}

/** Undefined where the result replaces the input; null discards the result. */
function compilePlace(path: string | null | undefined): Place | undefined {
  if (path === undefined || path === '$') return undefined;
  if (path === null) return (scene) => scene.input;
  const put = compileResultPath(path);
  return (scene, result) => {
    try {
      return put(scene.input, result);
    } catch (error) {
      if (!(error instanceof ResultPathMismatch)) throw error;
      const { cause } = scene.runtimeError(
        `Unable to apply ReferencePath ${path} to input ${JSON.stringify(scene.input)}`,
      );
      throw new StatesError('States.ResultPathMatchFailure', cause);
    }
  };
}
