import { isJsonObject, type Json } from '#asl/json.ts';

/** Bounds of what an evaluation may use up, so that none keeps the others waiting for longer than a moment. */
export interface Limits {
  /** Nodes looked at, members read, characters made: whatever takes time. */
  readonly steps: number;
  /** Evaluations within each other. */
  readonly depth: number;
  /** Items of one list. */
  readonly items: number;
  /** Characters of one text. */
  readonly characters: number;
  /** Items of all lists that are made, or as many bytes of text times eight. */
  readonly memory: number;
}

const NONE = Number.POSITIVE_INFINITY;

/** Limits of which only those bind that are given. */
export const limits = (given: Partial<Limits>): Limits => ({
  steps: NONE,
  depth: NONE,
  items: NONE,
  characters: NONE,
  memory: NONE,
  ...given,
});

/** Thrown where an evaluation uses more than it may. The message says of what, in AWS's words. */
export class BudgetExceeded extends Error {
  override readonly name = 'BudgetExceeded';
}

const timeout = () => new BudgetExceeded('Expression evaluation timeout: Check for infinite loop');
/** Evaluations within each other are too many. */
export const stackOverflow = (): BudgetExceeded =>
  new BudgetExceeded(
    'Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive',
  );
const memory = () =>
  new BudgetExceeded('Expression evaluation memory limit exceeded: Check for excessive memory usage');

/** Bytes that an item of a list takes. */
const BYTES_AN_ITEM = 8;

/** Counts what one evaluation uses up. Its methods throw a BudgetExceeded; nothing goes on after that. */
export class Budget {
  readonly #limits: Limits;
  #steps = 0;
  #depth = 0;
  #memory = 0;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  /** Work that takes time, in proportion to `count`. */
  spend(count = 1): void {
    this.#steps += count;
    if (this.#steps > this.#limits.steps) throw timeout();
  }

  get steps(): number {
    return this.#steps;
  }

  /** An evaluation begins within another. */
  enter(): void {
    this.#steps += 1;
    this.#depth += 1;
    if (this.#steps > this.#limits.steps) throw timeout();
    if (this.#depth > this.#limits.depth) throw stackOverflow();
  }

  leave(): void {
    this.#depth -= 1;
  }

  /** A list is, or is about to be, that long; `added` items are new. */
  holdList(length: number, added = length): void {
    if (length > this.#limits.items) throw memory();
    this.#hold(added);
  }

  /** An object is made of that many members, which takes longer than to make a list. */
  holdObject(members: number): void {
    this.spend(STEPS_A_MEMBER * members);
    this.#hold(ITEMS_AN_OBJECT + ITEMS_A_MEMBER * members);
  }

  /** A text is, or is about to be, that long. */
  holdText(length: number): void {
    if (length > this.#limits.characters) throw memory();
    this.spend(length / CHARACTERS_A_STEP);
    this.#hold(length / BYTES_AN_ITEM);
  }

  #hold(items: number): void {
    this.#memory += items;
    if (this.#memory > this.#limits.memory) throw memory();
  }
}

/** Characters that are compared or copied in the time that a step takes. */
const CHARACTERS_A_STEP = 64;
/** Steps that it takes to name or to set a member. */
export const STEPS_A_MEMBER = 4;
/** Steps that it takes to write down a value of a list or an object. */
const STEPS_A_NODE = 2;
/** What objects take of memory, in items of a list. */
const ITEMS_AN_OBJECT = 4;
const ITEMS_A_MEMBER = 2;

/** What is deeper cannot be the data of a state: whatever reads it level by level may call itself so often. */
const DEEPEST = 1_000;

/** Spends what it takes to look at all of a value: its nodes and its texts. Throws where it nests too deeply. */
export function spendOn(value: Json | undefined, budget: Budget): void {
  visit(value, (node) => budget.spend(typeof node === 'string' ? 1 + node.length / CHARACTERS_A_STEP : 1));
}

/** Spends on values what it takes to look at them, and to write them down as text, wherever one is part of another. */
export function holdAll(values: readonly Json[], budget: Budget): void {
  visit(values, (node) => {
    budget.spend(STEPS_A_NODE);
    if (typeof node === 'string') budget.holdText(node.length);
    else if (isJsonObject(node))
      for (const name of Object.keys(node)) budget.holdText(STEPS_A_MEMBER * CHARACTERS_A_STEP + name.length);
  });
}

/** Looks at each value before those below it are gathered: one that is part of others many times costs as much many times. */
function visit(value: Json | undefined, look: (node: Json) => void): void {
  if (value === undefined) return;
  look(value);
  let level: Json[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEEPEST) throw stackOverflow();
    const below: Json[] = [];
    const add = (node: Json) => {
      look(node);
      below.push(node);
    };
    for (const node of level) {
      if (Array.isArray(node)) for (const item of node) add(item);
      else if (isJsonObject(node)) for (const member of Object.values(node)) add(member);
    }
    level = below;
  }
}
