import { isJsonObject, type Json } from '#asl/json.ts';
import { parsePath } from './path.ts';

/** Thrown where the place of a result lies inside something that is no object or list. */
export class ResultPathMismatch extends Error {
  override readonly name = 'ResultPathMismatch';
}

/** Puts a result where a reference path says, in a copy of the input; missing objects on the way are made. */
export function compileResultPath(text: string): (input: Json, result: Json) => Json {
  const steps = parsePath(text).segments.map((segment) => {
    if (segment.descend) throw new SyntaxError(`'${text}' is no reference path`);
    if (segment.kind === 'child' && segment.names[0] !== undefined) return segment.names[0];
    if (segment.kind === 'index' && segment.indices[0] !== undefined) return segment.indices[0];
    throw new SyntaxError(`'${text}' is no reference path`);
  });
  return (input, result) => place(input, steps, 0, result);
}

function place(node: Json | undefined, steps: readonly (string | number)[], at: number, result: Json): Json {
  const step = steps[at];
  if (step === undefined) return result;
  if (typeof step === 'string') {
    if (node !== undefined && node !== null && !isJsonObject(node)) throw new ResultPathMismatch();
    const child = isJsonObject(node) && Object.hasOwn(node, step) ? node[step] : undefined;
    return { ...node, [step]: place(child, steps, at + 1, result) };
  }
  if (!Array.isArray(node) || step >= node.length || step < 0) throw new ResultPathMismatch();
  return node.with(step, place(node[step], steps, at + 1, result));
}
