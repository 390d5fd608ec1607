import { atIndex, type Check, type Checker, inField, type Place } from '#asl/definition/check/checker.ts';
import { readIntrinsic } from '#asl/definition/syntax/intrinsic.ts';
import { expressionIn, isExpression, isHalfExpression, readJsonata } from '#asl/definition/syntax/jsonata.ts';
import { readPath } from '#asl/definition/syntax/path.ts';
import { isJsonObject } from '#asl/json.ts';
import { parsing } from '#asl/language/turns.ts';

/**
 * Payload templates: objects whose `.$` fields are paths or intrinsic functions (JSONPath), values whose `{% … %}`
 * strings are expressions (JSONata).
 * https://docs.aws.amazon.com/step-functions/latest/dg/input-output-inputpath-params.html
 */

const VARIABLE_NAME = /^\p{ID_Start}\p{ID_Continue}*$/u;
const LONGEST_VARIABLE_NAME = 80;
const DEEPEST_TEMPLATE = 100;

export const checkTemplate: Check<'template'> = (checker, value, place, { accepts }) => {
  const form = formOf(value);
  if (!accepts.includes('anything') && !accepts.some((accepted) => accepted === form)) {
    return checker.report(`Expected value of type ${accepts.includes('array') ? 'Array' : 'Object'}`, place);
  }
  if (place.language === 'JSONata') checkJsonata(checker, value, place, 0);
  else checkJsonPath(checker, value, place, 0);
};

export const checkAssignments: Check<'assignments'> = (checker, value, place) => {
  if (!isJsonObject(value)) return checker.report('Expected value of type Object', place);
  for (const key of Object.keys(value)) checkVariableName(checker, nameIn(key, place), inField(place, key));
  if (place.language === 'JSONata') checkJsonata(checker, value, place, 0);
  else checkJsonPath(checker, value, place, 0);
};

const nameIn = (key: string, place: Place) =>
  place.language === 'JSONPath' && key.endsWith('.$') ? key.slice(0, -2) : key;

function checkVariableName(checker: Checker, name: string, place: Place) {
  const report = (why: string) =>
    checker.report(`Invalid variable name '${name}': ${why}`, place, 'INVALID_VARIABLE_NAME');
  if (name === 'states') {
    checker.report("Cannot assign to reserved variable '$states'.", place, 'RESERVED_VARIABLE_NAME');
  } else if (!VARIABLE_NAME.test(name)) report('the variable name contains invalid characters.');
  else if (name.length > LONGEST_VARIABLE_NAME) {
    report(`the variable name exceeds ${LONGEST_VARIABLE_NAME} characters.`);
  }
}

function formOf(value: unknown): 'object' | 'array' | 'expression' | 'anything' {
  if (Array.isArray(value)) return 'array';
  if (isJsonObject(value)) return 'object';
  return typeof value === 'string' && isExpression(value) ? 'expression' : 'anything';
}

function checkJsonPath(checker: Checker, value: unknown, place: Place, depth: number) {
  if (tooDeep(checker, place, depth)) return;
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) checkJsonPath(checker, item, atIndex(place, index), depth + 1);
  }
  if (!isJsonObject(value)) return;
  for (const [key, content] of Object.entries(value)) {
    if (!key.endsWith('.$')) checkJsonPath(checker, content, inField(place, key), depth + 1);
    else if (checker.isOpen(content)) continue;
    else checkComputed(checker, content, key, place);
  }
}

/** Checks the value of a `.$` field; AWS locates what is wrong with it at the object that has the field. */
export function checkComputed(checker: Checker, value: unknown, field: string, place: Place) {
  const isComputed = (text: unknown) => typeof text === 'string' && (readPath(text) || readIntrinsic(text));
  const message = `The value for the field '${field}' must be a valid JSONPath or a valid intrinsic function call`;
  checker.later(parsing(String(value)), (report) => {
    if (!isComputed(value)) report(message, place);
  });
}

function checkJsonata(checker: Checker, value: unknown, place: Place, depth: number) {
  if (tooDeep(checker, place, depth)) return;
  if (typeof value === 'string') checkJsonataText(checker, value, place);
  else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) checkJsonata(checker, item, atIndex(place, index), depth + 1);
  } else if (isJsonObject(value)) {
    for (const [key, content] of Object.entries(value)) checkJsonata(checker, content, inField(place, key), depth + 1);
  }
}

export function checkJsonataText(checker: Checker, value: string, place: Place) {
  if (isExpression(value)) checkExpression(checker, value, place);
  else if (isHalfExpression(value)) {
    checker.report("A JSONata expression must start with '{%' and end with '%}'", place, 'INVALID_JSONATA_EXPRESSION');
  }
}

function tooDeep(checker: Checker, place: Place, depth: number): boolean {
  if (depth <= DEEPEST_TEMPLATE) return false;
  checker.report('The value is too deeply nested', place, 'TOO_DEEPLY_NESTED');
  return true;
}

/** An expression parses, and reads only what Step Functions offers: variables and `$states`, no input at the root. */
export const checkExpression = (checker: Checker, text: string, place: Place): void =>
  checker.later(parsing(text), (report) => {
    const facts = readJsonata(expressionIn(text));
    if ('error' in facts) return report(facts.error, place, 'INVALID_JSONATA_EXPRESSION');
    const refuse = (message: string) => report(message, place, 'UNSUPPORTED_JSONATA_EXPRESSION');
    if (facts.root) refuse("Reference to '$$' is not supported.");
    for (const name of facts.topLevel) refuse(`Reference to '${name}' at the top level is not supported.`);
    if (facts.errorOutput && !place.catching) refuse("Field '$states.errorOutput' does not exist.");
    if (facts.result && !place.hasResult) refuse("Field '$states.result' does not exist.");
  });
