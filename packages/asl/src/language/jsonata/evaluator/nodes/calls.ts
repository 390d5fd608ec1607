import type { Compile, Evaluator } from '../evaluator.ts';
import { Fn, LibraryFn, NativeFn } from '../fn.ts';
import type { Frame } from '../frame.ts';
import { JsonataError } from '../jsonata-error.ts';
import { type Node, nodeOf, nodesOf } from '../node.ts';
import type { Value } from '../values.ts';
import { apply, named } from './apply.ts';
import { Lambda, OPEN } from './lambda.ts';

/** `$name(…)`; `first` is what comes before the arguments that are written, from `~>`. */
export function compileCall(node: Node, compile: Compile, first?: Evaluator): Evaluator {
  const procedure = compile(nodeOf(node.procedure));
  const args = nodesOf(node.arguments).map(compile);
  const name = nameOf(node);
  return (input, frame) => {
    // What is piped in is evaluated before the function is looked up.
    const values = first === undefined ? [] : [first(input, frame)];
    const fn = procedure(input, frame);
    if (fn === undefined) suggest(node, frame, 'T1005');
    for (const arg of args) values.push(detached(arg(input, frame), frame));
    return named(name, () => apply(fn, values, input, frame));
  };
}

const nameOf = ({ procedure }: Node): unknown => {
  const { type, steps, value } = nodeOf(procedure);
  return type === 'path' ? nodesOf(steps)[0]?.value : value;
};

/** Somebody has forgotten the dollar sign. */
function suggest(node: Node, frame: Frame, code: string): void {
  const name = nameOf(node);
  if (nodeOf(node.procedure).type === 'path' && frame.lookup(String(name)) !== undefined) {
    throw new JsonataError(code, { token: name });
  }
}

/** A function that is handed over does not see the item that it is called on. */
function detached(value: Value, frame: Frame): Value {
  return value instanceof Fn ? new NativeFn(value.arity, (args) => apply(value, args, null, frame)) : value;
}

/** `left ~> right`: the value into the function, or one function after the other. */
export function compileApply(node: Node, compile: Compile): Evaluator {
  const [left, right] = [nodeOf(node.lhs), nodeOf(node.rhs)];
  if (right.type === 'function') return compileCall(right, compile, compile(left));
  const [value, target] = [compile(left), compile(right)];
  return (input, frame) => {
    const given = value(input, frame);
    const fn = target(input, frame);
    if (!(fn instanceof Fn)) throw new JsonataError('T2006', { value: fn });
    if (!(given instanceof Fn)) return apply(fn, [given], null, frame);
    return new NativeFn(1, ([item]) => apply(fn, [apply(given, [item], null, frame)], null, frame));
  };
}

/** `$name(?, …)`: a function of what is left open. */
export function compilePartial(node: Node, compile: Compile): Evaluator {
  const procedure = compile(nodeOf(node.procedure));
  const args = nodesOf(node.arguments).map((arg) =>
    arg.type === 'operator' && arg.value === '?' ? OPEN : compile(arg),
  );
  return (input, frame) => {
    const values = args.map((arg) => (arg === OPEN ? OPEN : arg(input, frame)));
    const fn = procedure(input, frame);
    if (fn === undefined) suggest(node, frame, 'T1007');
    if (!(fn instanceof Fn)) throw new JsonataError('T1008', { token: nameOf(node) });
    return fn instanceof Lambda ? fn.partial(values) : partialNative(fn, values, frame);
  };
}

function partialNative(fn: Fn, values: readonly (Value | typeof OPEN)[], frame: Frame): Fn {
  return new LibraryFn(values.filter((value) => value === OPEN).length, (given) => {
    const rest = given.values();
    const args = values.map((value) => (value === OPEN ? rest.next().value : value));
    return fn.call(args, { frame, input: undefined });
  });
}
