import { isJsonObject, type Json, setMember } from '#asl/json.ts';
import { parsePath } from './path/path.ts';
import type { Segment } from './path/segment.ts';

/** Thrown where the place of a result lies inside something that is no object or list. */
export class ResultPathMismatch extends Error {
  override readonly name = 'ResultPathMismatch';
}

/** Puts a result where a reference path says, in a copy of the input; missing objects on the way are made. */
export function compileResultPath(text: string): (input: Json, result: Json) => Json {
  const { stages, isReference } = parsePath(text);
  if (!isReference || stages.some(({ apply }) => apply !== undefined)) throw notReference(text);
  const steps = stages.flatMap(({ segments }) => segments).map((segment) => stepOf(segment, text));
  return (input, result) => place(input, steps, 0, result);
}

function stepOf(segment: Segment, text: string): string | number {
  if (segment.kind === 'child' && segment.names[0] !== undefined) return segment.names[0];
  if (segment.kind === 'index') return segment.index;
  throw notReference(text);
}

const notReference = (text: string) => new SyntaxError(`'${text}' is no reference path`);

function place(node: Json | undefined, steps: readonly (string | number)[], at: number, result: Json): Json {
  const step = steps[at];
  if (step === undefined) return result;
  if (typeof step === 'string') {
    if (node !== undefined && node !== null && !isJsonObject(node)) throw new ResultPathMismatch();
    const child = isJsonObject(node) && Object.hasOwn(node, step) ? node[step] : undefined;
    const placed: Record<string, Json> = { ...node };
    setMember(placed, step, place(child, steps, at + 1, result));
    return placed;
  }
  if (!Array.isArray(node) || step >= node.length || step < 0) throw new ResultPathMismatch();
  return node.with(step, place(node[step], steps, at + 1, result));
}
