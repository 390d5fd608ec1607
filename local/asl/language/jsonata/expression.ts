import compile from 'jsonata';
import type { Json } from '#local/json.ts';
import type { Scene } from '../../execution/scene.ts';
import { bindings } from './bindings.ts';
import { toJson, UNSUPPORTED } from './result.ts';

/** Bounds of one evaluation, so that no expression holds up the engine. */
const LIMITS = { timeout: 10_000, stack: 1_000 };

const EXPRESSION = /^\{%(.*)%\}$/s;

/** The JSONata inside `{% … %}`, or undefined where a text is just a text. */
export const expressionOf = (text: string): string | undefined => EXPRESSION.exec(text)?.[1]?.trim();

/** Kinds of value that fields ask for, named as in AWS's messages. */
export type Expected = 'array' | 'boolean' | 'number' | 'string' | 'object';

/** An expression compiled once; `field` says in messages where it stands. Throws jsonata's own error at load. */
export function compileExpression(source: string, field: string): (scene: Scene) => Promise<Json> {
  const expression = compile(source, LIMITS);
  const about = `The JSONata expression '${source}' specified for the field '${field}'`;
  return async (scene) => {
    const value = await evaluate(expression, scene, about, field);
    if (value === undefined) throw scene.queryError(`${about} returned nothing (undefined).`, field);
    const json = toJson(value);
    if (json === UNSUPPORTED) throw scene.queryError(`${about} returned an unsupported result type.`, field);
    return json;
  };
}

async function evaluate(expression: compile.Expression, scene: Scene, about: string, field: string): Promise<unknown> {
  try {
    return await expression.evaluate(undefined, bindings(scene));
  } catch (error) {
    throw scene.queryError(`${about} threw an error during evaluation. ${describe(error)}`, field);
  }
}

/** jsonata throws objects with a code, functions throw errors. */
function describe(error: unknown): string {
  if (typeof error !== 'object' || error === null) return String(error);
  const message = 'message' in error ? String(error.message) : String(error);
  return 'code' in error ? `${String(error.code)}: ${message}` : message;
}

/** Fails unless a value is of the kind that its field asks for. */
export function expectType(scene: Scene, value: Json, expected: Expected, at: { source: string; field: string }): void {
  const actual = typeName(value);
  if (actual === expected) return;
  throw scene.queryError(
    `The JSONata expression '${at.source}' specified for the field '${at.field}' returned an unexpected result type. Expected '${expected}', but was '${actual}' for value: ${JSON.stringify(value)}`,
    at.field,
  );
}

function typeName(value: Json): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
