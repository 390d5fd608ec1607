import type { Budget } from '../../../budget.ts';
import { deepEqual } from '../deep-equal.ts';
import { type Compile, type Evaluator, shown } from '../evaluator.ts';
import type { Run } from '../frame.ts';
import { JsonataError } from '../jsonata-error.ts';
import { type Node, nodeOf, nodesOf } from '../node.ts';
import { stringOf } from '../string-of.ts';
import { isList, isNumeric, isTrue, type Sequence, type Value } from '../values.ts';
import { compileGroup } from './group.ts';
import { append } from './steps.ts';

type Operator = (left: Value, right: Value, run: Run) => Value;

const OPERATORS: Readonly<Record<string, Operator>> = {
  '+': numeric('+', (left, right) => left + right),
  '-': numeric('-', (left, right) => left - right),
  '*': numeric('*', (left, right) => left * right),
  '/': numeric('/', (left, right) => left / right),
  '%': numeric('%', (left, right) => left % right),
  '=': (left, right, { budget }) => left !== undefined && right !== undefined && deepEqual(left, right, budget),
  '!=': (left, right, { budget }) => left !== undefined && right !== undefined && !deepEqual(left, right, budget),
  '<': comparing('<', (order) => order < 0),
  '<=': comparing('<=', (order) => order <= 0),
  '>': comparing('>', (order) => order > 0),
  '>=': comparing('>=', (order) => order >= 0),
  '&': (left, right, run) =>
    concatenate(stringOf(left, run.budget) ?? '', stringOf(right, run.budget) ?? '', run.budget),
  '..': range,
  in: (left, right, { budget }) => isIn(left, right, budget),
};

/**
 * One operator after the other, from the innermost: `a + b + c` is nested to the left, as deep as it is long. AWS counts
 * its depth so, too.
 */
export function compileBinary(node: Node, compile: Compile): Evaluator {
  const links: Link[] = [];
  let first = node;
  while (first.type === 'binary' && (first === node || (first.predicate === undefined && first.group === undefined))) {
    links.unshift(compileLink(first, compile));
    first = nodeOf(first.lhs);
  }
  const start = compile(first);
  return (input, frame) => {
    const { budget } = frame.run;
    for (let inner = 1; inner < links.length; inner += 1) budget.enter();
    let value = start(input, frame);
    for (const [at, link] of links.entries()) {
      value = link(value, input, frame);
      if (at < links.length - 1) budget.leave();
    }
    return value;
  };
}

type Link = (left: Value, ...at: Parameters<Evaluator>) => Value;

function compileLink(node: Node, compile: Compile): Link {
  const right = compile(nodeOf(node.rhs));
  const keepsArray = node.keepArray === true;
  if (node.value === 'and') return (left, input, frame) => isTrue(left) && isTrue(right(input, frame));
  if (node.value === 'or') return (left, input, frame) => isTrue(left) || isTrue(right(input, frame));
  const apply = OPERATORS[String(node.value)];
  if (apply === undefined) throw new SyntaxError(`Unknown operator: ${String(node.value)}`);
  return (left, input, frame) => shown(apply(left, right(input, frame), frame.run), keepsArray);
}

function numeric(token: string, apply: (left: number, right: number) => number): Operator {
  return (left, right) => {
    if (left !== undefined && !isNumeric(left)) throw new JsonataError('T2001', { value: left, token });
    if (right !== undefined && !isNumeric(right)) throw new JsonataError('T2002', { value: right, token });
    return left === undefined || right === undefined ? undefined : apply(left, right);
  };
}

const isComparable = (value: Value): value is string | number | undefined =>
  value === undefined || typeof value === 'string' || typeof value === 'number';

function comparing(token: string, test: (order: number) => boolean): Operator {
  return (left, right) => {
    if (!isComparable(left) || !isComparable(right)) {
      throw new JsonataError('T2010', { value: isComparable(left) && left !== undefined ? right : left, token });
    }
    if (left === undefined || right === undefined) return undefined;
    if (typeof left !== typeof right) throw new JsonataError('T2009', { value: left, value2: right, token });
    return test(left < right ? -1 : left > right ? 1 : left === right ? 0 : Number.NaN);
  };
}

export function concatenate(left: string, right: string, budget: Budget): string {
  budget.holdText(left.length + right.length);
  return left + right;
}

function range(first: Value, last: Value, { budget }: Run): Value {
  if (first !== undefined && !Number.isInteger(first)) throw new JsonataError('T2003', { value: first, token: '..' });
  if (last !== undefined && !Number.isInteger(last)) throw new JsonataError('T2004', { value: last, token: '..' });
  if (typeof first !== 'number' || typeof last !== 'number' || first > last) return undefined;
  const length = last - first + 1;
  budget.holdList(length);
  budget.spend(length / 8);
  const result: Sequence = [];
  for (let value = first; value <= last; value += 1) result.push(value);
  result.sequence = true;
  return result;
}

function isIn(left: Value, right: Value, budget: Budget): boolean {
  if (left === undefined || right === undefined) return false;
  if (!isList(right)) return left === right;
  budget.spend(right.length / 8);
  return right.includes(left);
}

export function compileUnary(node: Node, compile: Compile): Evaluator {
  switch (node.value) {
    case '-':
      return compileMinus(node, compile);
    case '[':
      return compileArray(node, compile);
    case '{': {
      const group = compileGroup(node, compile);
      return (input, frame) => group(input, frame);
    }
    default:
      throw new SyntaxError(`Unknown operator: ${String(node.value)}`);
  }
}

function compileMinus(node: Node, compile: Compile): Evaluator {
  const operand = compile(nodeOf(node.expression));
  return (input, frame) => {
    const value = operand(input, frame);
    if (value === undefined) return undefined;
    if (!isNumeric(value)) throw new JsonataError('D1002', { value, token: '-' });
    return -value;
  };
}

/** Lists among the items are taken apart, unless they are written as such. */
function compileArray(node: Node, compile: Compile): Evaluator {
  const items = nodesOf(node.expressions).map((item) => ({ evaluate: compile(item), isArray: item.value === '[' }));
  return (input, frame) => {
    const result: Sequence = [];
    for (const { evaluate, isArray } of items) {
      const value = evaluate(input, frame);
      if (isList(value) && !isArray) append(result, value, frame.run);
      else if (value !== undefined) append(result, [value], frame.run);
    }
    if (node.consarray === true) Object.defineProperty(result, 'cons', { value: true });
    return result;
  };
}
