import type { Frame } from './frame.ts';
import type { Node } from './node.ts';
import { isSequence, type Value } from './values.ts';

/** Node turned into a function: of the item that `$` is, and of the names around. */
export type Evaluator = (input: Value, frame: Frame) => Value;

/** Compiler of a node and all below. Nodes contain nodes of any kind, so what compiles one kind is handed it. */
export type Compile = (node: Node) => Evaluator;

/** A sequence of one is its item, unless it is kept; one of none is nothing. */
export function shown(result: Value, keepsArray: boolean): Value {
  if (!isSequence(result) || result.tupleStream) return result;
  if (result.length > 1) return keepsArray ? kept(result) : result;
  if (result.length === 0) return undefined;
  if (keepsArray) return kept(result);
  return result.keepSingleton ? result : result[0];
}

/** The sequence is ours: no list of the input is one. */
const kept = (sequence: Value): Value =>
  typeof sequence === 'object' && sequence !== null ? Object.assign(sequence, { keepSingleton: true }) : sequence;
