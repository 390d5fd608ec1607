import type { Frame } from './frame.ts';
import type { Value } from './values.ts';

/** How a function is called: from where, and on what item. */
export interface Call {
  readonly frame: Frame;
  /** What `$` is; stands in for an argument that is left out, where the signature says so. */
  readonly input: Value;
}

/** Checks arguments against a signature and completes them. Throws an error of jsonata's. */
export interface Signature {
  validate(args: readonly Value[], context: Value): readonly Value[];
}

/** A function as a value: of the library, of Step Functions, or of the expression itself. */
export abstract class Fn {
  /** How jsonata's own code knows a function. */
  readonly _jsonata_function = true;
  /** How many arguments it can take. */
  abstract readonly arity: number;
  readonly signature: Signature | undefined;

  constructor(signature?: Signature) {
    this.signature = signature;
  }

  /** Called with arguments that were checked. */
  abstract call(args: readonly Value[], call: Call): Value;
}

/** A function of ours. */
export class NativeFn extends Fn {
  readonly arity: number;
  readonly #apply: (args: readonly Value[], call: Call) => Value;

  constructor(arity: number, apply: (args: readonly Value[], call: Call) => Value, signature?: Signature) {
    super(signature);
    this.arity = arity;
    this.#apply = apply;
  }

  call(args: readonly Value[], call: Call): Value {
    return this.#apply(args, call);
  }
}

/**
 * A function of jsonata's library. Where a function ends with a call, jsonata hands the arguments of that call over as
 * they are, and its library cannot call its own functions then, nor sort by any: `function($v) { $map($v, $string) }`
 * fails, with AWS too.
 */
export class LibraryFn extends NativeFn {}
