import { isJsonObject, type Json } from '#asl/json.ts';

/** What an evaluation may use up at most, so that none keeps the others waiting for longer than a moment. */
export interface Limits {
  /** Nodes looked at, members read, characters made: whatever takes time. */
  readonly steps: number;
  /** Evaluations within each other. */
  readonly depth: number;
}

/** Thrown where an evaluation uses more than it may. The message says of what, in AWS's words where it has some. */
export class BudgetExceeded extends Error {
  override readonly name = 'BudgetExceeded';
}

/** Counts what one evaluation uses up. Its methods throw a BudgetExceeded. */
export class Budget {
  readonly #limits: Limits;
  #steps = 0;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  /** Work that takes time, in proportion to `count`. */
  spend(count = 1): void {
    this.#steps += count;
    if (this.#steps > this.#limits.steps) {
      throw new BudgetExceeded('Expression evaluation timeout: Check for infinite loop');
    }
  }
}

/** Characters that are compared or copied in the time that a step takes. */
const CHARACTERS_A_STEP = 64;

/** Spends what it takes to look at all of a value: its nodes and its texts. */
export function spendOn(value: Json | undefined, budget: Budget): void {
  const pending: (Json | undefined)[] = [value];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    budget.spend(typeof node === 'string' ? 1 + node.length / CHARACTERS_A_STEP : 1);
    if (Array.isArray(node)) for (const item of node) pending.push(item);
    else if (isJsonObject(node)) for (const member of Object.values(node)) pending.push(member);
  }
}
