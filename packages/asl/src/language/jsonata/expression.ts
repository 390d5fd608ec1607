import '../pattern.ts';
import compile from 'jsonata';
import type { Json } from '#asl/json.ts';
import type { Eventual } from '../../eventual.ts';
import type { Scene } from '../../execution/scene.ts';
import { compileBindings } from './bindings.ts';
import { compilePlainPath } from './plain-path.ts';
import { toJson, UNSUPPORTED } from './result.ts';

/** Bounds of one evaluation, so that no expression holds up the engine. */
const LIMITS = { timeout: 10_000, stack: 1_000 };

const EXPRESSION = /^\{%(.*)%\}$/s;

/** The JSONata inside `{% … %}`, or undefined where a text is just a text. */
export const expressionOf = (text: string): string | undefined => EXPRESSION.exec(text)?.[1]?.trim();

/** Kinds of value that fields ask for, named as in AWS's messages. */
export type Expected = 'array' | 'boolean' | 'number' | 'string' | 'object';

/** An expression compiled once; `field` says in messages where it stands. Throws jsonata's own error at load. */
export function compileExpression(source: string, field: string): (scene: Scene) => Eventual<Json> {
  // Only a function can make an expression go on for ever, and the limits cost time.
  const expression = compile(source, /function|λ/.test(source) ? LIMITS : undefined);
  const bindings = compileBindings(source);
  const plain = compilePlainPath(source);
  const about = `The JSONata expression '${source}' specified for the field '${field}'`;
  const evaluate = async (scene: Scene): Promise<Json> => {
    const value = await attempt(expression, bindings(scene), (why) =>
      scene.queryError(`${about} threw an error during evaluation${why}`, field),
    );
    if (value === undefined) throw scene.queryError(`${about} returned nothing (undefined).`, field);
    const json = toJson(value);
    if (json === UNSUPPORTED) throw scene.queryError(`${about} returned an unsupported result type.`, field);
    return json;
  };
  return (scene) => plain?.(scene) ?? evaluate(scene);
}

async function attempt(
  expression: compile.Expression,
  bindings: Record<string, unknown>,
  failure: (why: string) => Error,
): Promise<unknown> {
  try {
    return await expression.evaluate(undefined, bindings);
  } catch (error) {
    throw failure(describe(error));
  }
}

/** jsonata throws objects with a code, functions throw errors; for its limits AWS has words of its own. */
function describe(error: unknown): string {
  if (typeof error !== 'object' || error === null) return `. ${String(error)}`;
  const message = 'message' in error ? String(error.message) : String(error);
  const code = 'code' in error ? String(error.code) : undefined;
  if (code === undefined) return `. ${message}`;
  return EXCEEDED[code] ?? `. ${code}: ${message}`;
}

const EXCEEDED: Readonly<Record<string, string>> = {
  D1011: ': Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive',
  D1012: ': Expression evaluation timeout: Check for infinite loop',
  D2014: ': Expression evaluation memory limit exceeded: Check for excessive memory usage',
  D2015: ': Expression evaluation memory limit exceeded: Check for excessive memory usage',
};

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
