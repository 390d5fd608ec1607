import type { Budget } from '../../budget.ts';
import type { Value } from './values.ts';

/** What one evaluation has from outside. */
export interface Run {
  readonly budget: Budget;
  /** Milliseconds since the epoch: one time within one evaluation. */
  readonly now: number;
  /** In [0, 1). */
  random(): number;
  uuid(): string;
  /** What a name stands for that the expression does not bind. */
  lookup(name: string): Value;
}

/** Names that an expression binds, within those around them. */
export class Frame {
  readonly run: Run;
  readonly #parent: Frame | undefined;
  #bound: Map<string, Value> | undefined;

  constructor(run: Run, parent?: Frame) {
    this.run = run;
    this.#parent = parent;
  }

  inner(): Frame {
    return new Frame(this.run, this);
  }

  /** A frame in which the members of a tuple are names. */
  withTuple(tuple: Value): Frame {
    const frame = this.inner();
    if (typeof tuple === 'object' && tuple !== null)
      for (const [name, value] of Object.entries(tuple)) frame.bind(name, value);
    return frame;
  }

  bind(name: string, value: Value): void {
    this.#bound ??= new Map();
    this.#bound.set(name, value);
  }

  lookup(name: string): Value {
    for (let frame: Frame | undefined = this; frame !== undefined; frame = frame.#parent) {
      if (frame.#bound?.has(name)) return frame.#bound.get(name);
    }
    return this.run.lookup(name);
  }
}
