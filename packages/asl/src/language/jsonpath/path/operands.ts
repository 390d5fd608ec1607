import type { Json } from '#asl/json.ts';
import type { Budget } from '../../budget.ts';
import { evaluatePath } from './evaluate.ts';
import { Incomparable } from './incomparable.ts';
import type { ParsePath, Path } from './path.ts';

/** One side of a comparison; undefined where a path leads nowhere. */
export type Operand = (item: Json, root: Json, budget: Budget) => Json | undefined;

/** A path that leads to one value; undefined where the text is no path. Throws a SyntaxError. */
export function parsePathOperand(text: string, parsePath: ParsePath): Operand | undefined {
  if (!/^[@$]/.test(text)) return undefined;
  const path = parsePath(`$${text.slice(1)}`);
  const last = path.stages.at(-1);
  if (path.root.kind !== 'subject' || !(last?.isDefinite || last?.apply !== undefined)) {
    throw new SyntaxError(`the predicate path ${text} is not definite`);
  }
  const isItem = text.startsWith('@');
  // AWS: the @ operator does not match scalar values.
  if (text === '@') return (item) => (typeof item === 'object' ? item : undefined);
  return (item, root, budget) => valueAt(path, isItem ? item : root, budget);
}

function valueAt(path: Path, node: Json, budget: Budget): Json | undefined {
  const found = evaluatePath(path, node, budget);
  if (found.kind === 'found') return found.value;
  if (found.isInvalid) throw new Incomparable(found.why);
  return undefined;
}

const QUOTED = /^'(.*)'$/s;

/** What Jayway 2.0.0 takes for a value: a text, whether it has quotes or not. */
export function parseText(text: string): Operand {
  const [, quoted] = QUOTED.exec(text) ?? [];
  const value = quoted ?? text;
  return () => value;
}

/** What Jayway's later operators take for a value: a list, a number, a text. Throws a SyntaxError. */
export function parseValue(text: string): Operand {
  const value = readValue(text);
  return () => value;
}

function readValue(text: string): Json {
  const [, quoted] = QUOTED.exec(text) ?? [];
  if (quoted !== undefined) return quoted;
  return JSON.parse(text.startsWith('[') ? text.replaceAll("'", '"') : text);
}
