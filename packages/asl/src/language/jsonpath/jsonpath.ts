import { isJsonObject, type Json, type JsonObject } from '#asl/json.ts';
import type { Scene } from '../../execution/scene.ts';
import type { Evaluate, Fields, Language } from '../language.ts';
import { compileChoiceRule } from './choice.ts';
import { compileCaught, compileChosen, compileExit } from './exit.ts';
import { readNumber } from './numbers.ts';
import { compileReference } from './reference.ts';
import { compileExpression, compileTemplate, type Value } from './template.ts';

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
      return (scene, subject) =>
        readNumber(scene, reference.find(scene, subject), { field: `${field}Path`, path, kind });
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
  notItems: (scene, { ItemsPath = '$' }) =>
    scene.runtimeError(`Reference path "${ItemsPath.replace('$$', () => '$')}" must point to array.`),
  notTimestamp: (scene, { TimestampPath }, text) =>
    scene.runtimeError(
      `The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: ${TimestampPath} == ${text}`,
    ),
  misfit: (scene, message) => scene.runtimeError(message),
  integration: (fields) => compileObject(isJsonObject(fields.Parameters) ? fields.Parameters : {}),
  condition: (rule) => compileChoiceRule(rule),
};

/** `InputPath` and `OutputPath`: null stands for an empty object. */
export function selection(path: string | null | undefined): Value | undefined {
  if (path === undefined || path === '$') return undefined;
  return path === null ? () => ({}) : requiredPath(path);
}

function requiredPath(path: string): Value {
  const reference = compileReference(path);
  return (scene, subject) => {
    const found = reference.find(scene, subject);
    if (found.kind === 'missing') throw scene.runtimeError(`Invalid path '${path}' : ${found.why}`);
    return found.value;
  };
}

function compileText(fields: Fields, field: string): Evaluate<string> | undefined {
  const source = fields[`${field}Path`];
  if (typeof source === 'string') {
    const name = `${field}Path`;
    const value = compileExpression(source, name);
    return (scene, subject) => {
      const found = value(scene, subject);
      if (typeof found !== 'string') throw notText(scene, name, source, found);
      return found;
    };
  }
  const literal = fields[field];
  return typeof literal === 'string' ? () => literal : undefined;
}

function notText(scene: Scene, field: string, source: string, found: Json) {
  return scene.runtimeError(
    `The ${field} parameter does not reference a string value: ${source} == ${JSON.stringify(found)}`,
  );
}

function compileObject(template: JsonObject): (scene: Scene, subject: Json) => JsonObject {
  const value = compileTemplate(template);
  return (scene, subject) => {
    const filled = value(scene, subject);
    return isJsonObject(filled) ? filled : {};
  };
}
