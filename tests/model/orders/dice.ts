import type { Random } from '@safelight/asl/identity';

/** Random choices that a seed repeats. */
export interface Dice extends Random {
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  oneOf<T>(choices: readonly [T, ...T[]]): T;
  /** Undefined only when there is nothing to choose from. */
  anyOf<T>(choices: readonly T[]): T | undefined;
  chance(probability: number): boolean;
}

/** https://en.wikipedia.org/wiki/Linear_congruential_generator is too regular for this; mulberry32 is not. */
export function createDice(seed: number): Dice {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const anyOf = <T>(choices: readonly T[]): T | undefined => choices[Math.floor(next() * choices.length)];
  return {
    next,
    anyOf,
    oneOf: (choices) => anyOf(choices) ?? choices[0],
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
    chance: (probability) => next() < probability,
  };
}
