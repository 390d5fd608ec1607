import type { Compile, Evaluator } from '../evaluator.ts';
import { type Call, Fn, type Signature } from '../fn.ts';
import type { Frame } from '../frame.ts';
import { type Node, nodeOf, nodesOf } from '../node.ts';
import type { Value } from '../values.ts';

/** A call at the end of a function: it is made once the function has returned, so that it nests in nothing. */
interface Tail {
  readonly procedure: Evaluator;
  readonly args: readonly Evaluator[];
  readonly name: unknown;
}

interface Code {
  readonly parameters: readonly string[];
  readonly body: Evaluator;
  readonly tail: Tail | undefined;
  readonly signature: Signature | undefined;
}

/** A function of the expression, with the names and the item that were there where it was written. */
export class Lambda extends Fn {
  readonly _jsonata_lambda = true;
  readonly arity: number;
  readonly tail: Tail | undefined;
  readonly input: Value;
  readonly frame: Frame;
  readonly #code: Code;

  constructor(code: Code, input: Value, frame: Frame) {
    super(code.signature);
    this.#code = code;
    this.arity = code.parameters.length;
    this.tail = code.tail;
    this.input = input;
    this.frame = frame;
  }

  call(args: readonly Value[], _call: Call): Value {
    const inner = this.frame.inner();
    for (const [at, name] of this.#code.parameters.entries()) inner.bind(name, args[at]);
    return this.#code.body(this.input, inner);
  }

  /** The function of the arguments that are left open. */
  partial(args: readonly (Value | typeof OPEN)[]): Lambda {
    const { parameters, body, tail } = this.#code;
    const inner = this.frame.inner();
    const open = parameters.filter((_, at) => args[at] === OPEN);
    for (const [at, name] of parameters.entries()) {
      const value = args[at];
      if (value !== OPEN) inner.bind(name, value);
    }
    return new Lambda({ parameters: open, body, tail, signature: undefined }, this.input, inner);
  }
}

/** Stands for an argument that is left open: `?`. */
export const OPEN = Symbol('open');

export function compileLambda(node: Node, compile: Compile): Evaluator {
  const body = nodeOf(node.body);
  const code: Code = {
    parameters: nodesOf(node.arguments).map(({ value }) => String(value)),
    body: node.thunk === true ? () => undefined : compile(body),
    tail: node.thunk === true ? compileTail(body, compile) : undefined,
    signature: isSignature(node.signature) ? node.signature : undefined,
  };
  return (input, frame) => new Lambda(code, input, frame);
}

function compileTail(body: Node, compile: Compile): Tail {
  const procedure = nodeOf(body.procedure);
  return { procedure: compile(procedure), args: nodesOf(body.arguments).map(compile), name: procedure.value };
}

const isSignature = (value: unknown): value is Signature =>
  typeof value === 'object' && value !== null && 'validate' in value && typeof value.validate === 'function';
