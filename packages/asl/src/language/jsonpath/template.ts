import { isJsonObject, type Json } from '#asl/json.ts';
import type { Scene } from '../../execution/scene.ts';
import { compileIntrinsic, isIntrinsic, MissingArgument } from './intrinsics/compile.ts';
import { IntrinsicError } from './intrinsics/function.ts';
import { compileReference } from './reference.ts';

/** Evaluates at once: nothing in this language waits. */
export type Value = (scene: Scene, subject: Json) => Json;

/**
 * Compiles a payload template: members whose name ends in `.$` hold a path or an intrinsic call, at any depth.
 * https://docs.aws.amazon.com/step-functions/latest/dg/input-output-payload-template.html
 */
export function compileTemplate(template: Json): Value {
  if (!isDynamic(template)) return () => template;
  if (Array.isArray(template)) {
    const items = template.map(compileTemplate);
    return (scene, subject) => items.map((item) => item(scene, subject));
  }
  if (!isJsonObject(template)) return () => template;
  const members = Object.entries(template).map(compileMember);
  return (scene, subject) => {
    const filled: Record<string, Json> = {};
    for (const [name, value] of members) filled[name] = value(scene, subject);
    return filled;
  };
}

function isDynamic(template: Json): boolean {
  if (Array.isArray(template)) return template.some(isDynamic);
  if (!isJsonObject(template)) return false;
  return Object.entries(template).some(([name, value]) => name.endsWith('.$') || isDynamic(value));
}

function compileMember([name, value]: [string, Json]): [string, Value] {
  if (!name.endsWith('.$')) return [name, compileTemplate(value)];
  if (typeof value !== 'string') throw new SyntaxError(`The value of '${name}' must be a JSONPath`);
  return [name.slice(0, -2), compileExpression(value, name)];
}

/** A path, or the call of an intrinsic function. */
export function compileExpression(source: string, field: string): Value {
  if (isIntrinsic(source)) return compileCall(source);
  const reference = compileReference(source);
  return (scene, subject) => {
    const found = reference.find(scene, subject);
    if (found.kind === 'missing') throw missing(scene, subject, source, field);
    return found.value;
  };
}

function compileCall(source: string): Value {
  const call = compileIntrinsic(source);
  return (scene, subject) => {
    try {
      return call(scene, subject);
    } catch (error) {
      if (!(error instanceof IntrinsicError || error instanceof MissingArgument)) throw error;
      const why = error instanceof IntrinsicError ? error.message : missingArgument(error.path, subject);
      throw scene.runtimeError(`The function '${source}' had the following error: ${why}`);
    }
  };
}

const missingArgument = (path: string, subject: Json): string =>
  `The JsonPath argument for the field '${path}' could not be found in the input '${JSON.stringify(subject)}'`;

const missing = (scene: Scene, subject: Json, path: string, field: string) =>
  scene.runtimeError(
    `The JSONPath '${path}' specified for the field '${field}' could not be found in the input '${JSON.stringify(subject)}'`,
  );
