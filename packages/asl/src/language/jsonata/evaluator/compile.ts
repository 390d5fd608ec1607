import { type Compile, type Evaluator, shown } from './evaluator.ts';
import { type Node, nodeOf, nodesOf, textOf } from './node.ts';
import { compileApply, compileCall, compilePartial } from './nodes/calls.ts';
import { compileFilter } from './nodes/filter.ts';
import { compileGroup } from './nodes/group.ts';
import { compileLambda } from './nodes/lambda.ts';
import { compileBinary, compileUnary } from './nodes/operators.ts';
import { compilePath } from './nodes/path.ts';
import { compileRegex } from './nodes/regex.ts';
import { descendants, member, wildcard } from './nodes/steps.ts';
import { compileTransform } from './nodes/transform.ts';
import { isTrue, type Value } from './values.ts';

/** Compiles a node and all below. */
export function compileNode(node: Node): Evaluator {
  const core = compileCore(node);
  const predicates = nodesOf(node.predicate).map(({ expr }) => compileFilter(nodeOf(expr), compileNode));
  const group =
    node.type !== 'path' && node.group !== undefined ? compileGroup(nodeOf(node.group), compileNode) : undefined;
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

function compileCore(node: Node): Evaluator {
  const compile = CORES[String(node.type)];
  if (compile === undefined) throw new SyntaxError(`Unknown expression type: ${String(node.type)}`);
  return compile(node, compileNode);
}

const CORES: Readonly<Record<string, (node: Node, compile: Compile) => Evaluator>> = {
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
  function: (node, compile) => compileCall(node, compile),
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
