import { isJsonObject, type Json, type JsonObject } from '#asl/json.ts';
import type { EvaluationContext } from '../../execution/evaluation-context.ts';
import type { Evaluate, Fields, Language } from '../language.ts';
import { compileChoiceRule } from './choice.ts';
import { compileCaught, compileChosen, compileExit } from './exit.ts';
import { readNumber } from './numbers.ts';
import { compileReference } from './reference.ts';
import { requiredPath, selection } from './selection.ts';
import { compileExpression, compileTemplate } from './template.ts';

/** JSONPath: `InputPath`, `Parameters`, `ResultSelector`, `ResultPath`, `OutputPath`, and fields that end in `Path`. */
export const jsonPath: Language = {
  name: 'JSONPath',
  inspection: {
    selected: (afterInputPath) => ({ afterInputPath }),
    filled: (afterParameters) => ({ afterParameters }),
  },
  selection: (state) => selection('InputPath' in state ? state.InputPath : undefined),
  arguments: (state) =>
    'Parameters' in state && state.Parameters !== undefined && state.Type !== 'Map'
      ? compileTemplate(state.Parameters)
      : undefined,
  exit: compileExit,
  caught: compileCaught,
  chosen: compileChosen,
  template: (value) => compileTemplate(value),
  number(fields, field, kind) {
    const path = fields[`${field}Path`];
    if (typeof path === 'string') {
      const reference = compileReference(path);
      return (evaluation, subject) =>
        readNumber(evaluation, reference.find(evaluation, subject), { field: `${field}Path`, path, kind });
    }
    const literal = fields[field];
    return typeof literal === 'number' ? () => literal : undefined;
  },
  text: (fields, field) => compileText(fields, field),
  items: ({ ItemsPath, ItemReader }) => {
    if (ItemReader !== undefined && ItemsPath === undefined) return undefined;
    return requiredPath(ItemsPath ?? '$');
  },
  // AWS shows a path into the Context object with one dollar sign.
  notItems: (evaluation, { ItemsPath = '$' }) =>
    evaluation.runtimeError(`Reference path "${ItemsPath.replace('$$', () => '$')}" must point to array.`),
  notTimestamp: (evaluation, { TimestampPath }, text) =>
    evaluation.runtimeError(
      `The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: ${TimestampPath} == ${text}`,
    ),
  misfit: (evaluation, message) => evaluation.runtimeError(message),
  integration: (fields) => compileObject(isJsonObject(fields.Parameters) ? fields.Parameters : {}),
  condition: (rule) => compileChoiceRule(rule),
};

function compileText(fields: Fields, field: string): Evaluate<string> | undefined {
  const source = fields[`${field}Path`];
  if (typeof source === 'string') {
    const name = `${field}Path`;
    const value = compileExpression(source, name);
    return (evaluation, subject) => {
      const found = value(evaluation, subject);
      if (typeof found !== 'string') throw notText(evaluation, name, source, found);
      return found;
    };
  }
  const literal = fields[field];
  return typeof literal === 'string' ? () => literal : undefined;
}

function notText(evaluation: EvaluationContext, field: string, source: string, found: Json) {
  return evaluation.runtimeError(
    `The ${field} parameter does not reference a string value: ${source} == ${JSON.stringify(found)}`,
  );
}

function compileObject(template: JsonObject): (evaluation: EvaluationContext, subject: Json) => JsonObject {
  const value = compileTemplate(template);
  return (evaluation, subject) => {
    const filled = value(evaluation, subject);
    return isJsonObject(filled) ? filled : {};
  };
}
