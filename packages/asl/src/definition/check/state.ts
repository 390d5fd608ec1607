import { atIndex, type Checker, inField, type Place } from '#asl/definition/check/checker.ts';
import { checkTask } from '#asl/definition/check/task.ts';
import { STATE_SHAPES } from '#asl/definition/shapes.ts';
import type { QueryLanguage, StateType } from '#asl/definition/types.ts';
import { isJsonObject } from '#asl/json.ts';

const LONGEST_STATE_NAME = 80;
const DEEPEST_NESTING = 50;

type StateObject = Readonly<Record<string, unknown>>;

export const isStateType = (type: unknown): type is StateType =>
  typeof type === 'string' && Object.hasOwn(STATE_SHAPES, type);

export function checkStates(checker: Checker, value: unknown, place: Place) {
  if (!isJsonObject(value)) return checker.report('Expected value of type Object', place);
  const entries = Object.entries(value);
  if (entries.length === 0) return checker.report('Value cannot be empty', place);
  if (place.path.split('/States').length > DEEPEST_NESTING) {
    return checker.report('The states are too deeply nested', place, 'TOO_DEEPLY_NESTED');
  }
  for (const [name, state] of entries) {
    // States take the language of the machine, not that of the Map or Parallel state around them.
    checkState(checker, name, state, inField({ ...place, language: checker.machineLanguage }, name));
  }
}

function checkState(checker: Checker, name: string, state: unknown, place: Place) {
  if ([...name].length > LONGEST_STATE_NAME) {
    const message = `State name '${name}' exceeds the ${LONGEST_STATE_NAME}-character limit allowed by the service`;
    checker.report(message, place, 'INVALID_STATE_NAME');
  }
  if (!isJsonObject(state)) return checker.report('Expected value of type Object', place);
  if (state.Type === undefined) return checker.report('These fields are required: [Type]', place);
  if (!isStateType(state.Type)) {
    const types = Object.keys(STATE_SHAPES).join(', ');
    return checker.report(`The field 'Type' should have one of these values: [${types}]`, inField(place, 'Type'));
  }
  checkTyped(checker, state, state.Type, place);
}

function checkTyped(checker: Checker, state: StateObject, type: StateType, place: Place) {
  const declared = languageOf(state.QueryLanguage, place.language);
  const downgraded = declared === 'JSONPath' && checker.machineLanguage === 'JSONata';
  if (downgraded) {
    checker.report("'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine", place);
  }
  const language = downgraded ? languageUsed(state) : declared;
  const here = { ...place, language };
  checker.object(STATE_SHAPES[type], state, here);
  checkStatesAll(checker, state.Retry, inField(here, 'Retry'));
  checkStatesAll(checker, state.Catch, inField(here, 'Catch'));
  if (type === 'Task') checkTask(checker, state, here);
}

/** Anything but the exact word is JSONata; the value itself is checked as a field. */
export function languageOf(declared: unknown, inherited: QueryLanguage): QueryLanguage {
  if (declared === undefined) return inherited;
  return declared === 'JSONPath' ? 'JSONPath' : 'JSONata';
}

/** In a state whose language is refused anyway, fields of either are not reported on top. */
const languageUsed = (state: StateObject): QueryLanguage =>
  ['Output', 'Arguments', 'Items'].some((name) => state[name] !== undefined) ? 'JSONata' : 'JSONPath';

function checkStatesAll(checker: Checker, policies: unknown, place: Place) {
  if (!Array.isArray(policies)) return;
  policies.forEach((policy, index) => {
    const names: unknown = isJsonObject(policy) ? policy.ErrorEquals : undefined;
    if (!Array.isArray(names) || !names.includes('States.ALL')) return;
    if (names.length === 1 && index === policies.length - 1) return;
    const message = 'States.ALL must appear alone and at end of list';
    checker.report(message, inField(atIndex(place, index), 'ErrorEquals'));
  });
}
