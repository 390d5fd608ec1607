import { compileApply, compileCall, compilePartial } from './calls.ts';
import { compileFilter } from './filter.ts';
import type { Frame } from './frame.ts';
import { compileGroup } from './group.ts';
import { compileLambda } from './lambda.ts';
import { type Node, nodeOf, nodesOf, textOf } from './node.ts';
import { compileBinary, compileUnary } from './operators.ts';
import { compilePath } from './path.ts';
import { compileRegex } from './regex.ts';
import { descendants, member, wildcard } from './steps.ts';
import { compileTransform } from './transform.ts';
import { isSequence, isTrue, type Value } from './values.ts';

/** A node turned into a function: of the item that `$` is, and of the names around. */
export type Evaluator = (input: Value, frame: Frame) => Value;

/** Compiles a node and all below. */
export function compileNode(node: Node): Evaluator {
  const core = compileCore(node);
  const predicates = nodesOf(node.predicate).map(({ expr }) => compileFilter(nodeOf(expr)));
  const group = node.type !== 'path' && node.group !== undefined ? compileGroup(nodeOf(node.group)) : undefined;
  const keepsArray = node.keepArray === true;
  if (predicates.length === 0 && group === undefined) {
    return (input, frame) => {
      const { budget } = frame.run;
      budget.enter();
      const result = core(input, frame);
      budget.leave();
      return typeof result === 'object' ? shown(result, keepsArray) : result;
    };
  }
  return (input, frame) => {
    const { budget } = frame.run;
    budget.enter();
    let result = core(input, frame);
    for (const filter of predicates) result = filter(result, frame);
    if (group !== undefined) result = group(result, frame);
    budget.leave();
    return shown(result, keepsArray);
  };
}

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

function compileCore(node: Node): Evaluator {
  const compile = CORES[String(node.type)];
  if (compile === undefined) throw new SyntaxError(`Unknown expression type: ${String(node.type)}`);
  return compile(node);
}

const CORES: Readonly<Record<string, (node: Node) => Evaluator>> = {
  path: compilePath,
  binary: compileBinary,
  unary: compileUnary,
  name: (node) => member(String(node.value)),
  string: literal,
  number: literal,
  value: literal,
  wildcard: () => wildcard,
  descendant: () => descendants,
  parent: (node) => variable(textOf(nodeOf(node.slot).label) ?? ''),
  condition: compileCondition,
  block: compileBlock,
  bind: compileBind,
  regex: compileRegex,
  function: (node) => compileCall(node),
  variable: (node) => variable(String(node.value)),
  lambda: compileLambda,
  partial: compilePartial,
  apply: compileApply,
  transform: compileTransform,
};

function literal({ value }: Node): Evaluator {
  const constant =
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value === null
      ? value
      : undefined;
  return () => constant;
}

const variable = (name: string): Evaluator => (name === '' ? (input) => input : (_, frame) => frame.lookup(name));

function compileCondition(node: Node): Evaluator {
  const [condition, then] = [compileNode(nodeOf(node.condition)), compileNode(nodeOf(node.then))];
  const otherwise = node.else === undefined ? () => undefined : compileNode(nodeOf(node.else));
  return (input, frame) => (isTrue(condition(input, frame)) ? then(input, frame) : otherwise(input, frame));
}

/** Names that are bound inside are not seen outside. */
function compileBlock(node: Node): Evaluator {
  const expressions = nodesOf(node.expressions).map(compileNode);
  return (input, frame) => {
    const inner = frame.inner();
    let result: Value;
    for (const expression of expressions) result = expression(input, inner);
    return result;
  };
}

function compileBind(node: Node): Evaluator {
  const name = String(nodeOf(node.lhs).value);
  const value = compileNode(nodeOf(node.rhs));
  return (input, frame) => {
    const bound = value(input, frame);
    frame.bind(name, bound);
    return bound;
  };
}
