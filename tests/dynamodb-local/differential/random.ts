/** Random: choices that are the same for the same seed. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** A number in [0, 1): mulberry32. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number below the limit. */
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  pick<T>(choices: readonly T[]): T {
    const chosen = choices[this.below(choices.length)];
    if (chosen === undefined) throw new RangeError('there is nothing to pick from');
    return chosen;
  }

  /** From one to as many, each made anew. */
  some<T>(most: number, make: (index: number) => T): readonly T[] {
    return Array.from({ length: 1 + this.below(most) }, (_, index) => make(index));
  }

  shuffled<T>(all: readonly T[]): readonly T[] {
    return all
      .map((one) => [this.next(), one] as const)
      .toSorted(([left], [right]) => left - right)
      .map(([, one]) => one);
  }
}
