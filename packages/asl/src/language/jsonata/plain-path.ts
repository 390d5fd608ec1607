import { isJsonObject, type Json } from '#asl/json.ts';
import type { EvaluationContext } from '../../execution/evaluation-context.ts';

const PLAIN_PATH = /^\$([A-Za-z_]\w*)((?:\.[A-Za-z_]\w*)*)$/;

/** Answers the value of a path, or undefined where only jsonata itself can tell. */
export type PlainPath = (evaluation: EvaluationContext) => Json | undefined;

/**
 * Most expressions are nothing but names, such as `$states.input.order.id`: those are followed directly, and so need
 * no waiting, as long as all on the way are objects.
 */
export function compilePlainPath(source: string): PlainPath | undefined {
  const [, root, rest = ''] = PLAIN_PATH.exec(source) ?? [];
  if (root === undefined) return undefined;
  const names = rest.split('.').slice(1);
  if (root !== 'states')
    return (evaluation) =>
      follow(Object.hasOwn(evaluation.variables, root) ? evaluation.variables[root] : undefined, names, 0);
  const [member, ...path] = names;
  const read = member === undefined ? undefined : MEMBERS[member];
  return read === undefined ? undefined : (evaluation) => follow(read(evaluation), path, 0);
}

const MEMBERS: Readonly<Record<string, (evaluation: EvaluationContext) => Json | undefined>> = {
  input: ({ input }) => input,
  result: ({ result }) => result,
  errorOutput: ({ errorOutput }) => errorOutput,
  context: ({ context }) => context,
};

function follow(value: Json | undefined, names: readonly string[], at: number): Json | undefined {
  const name = names[at];
  if (name === undefined) return value;
  return isJsonObject(value) && Object.hasOwn(value, name) ? follow(value[name], names, at + 1) : undefined;
}
