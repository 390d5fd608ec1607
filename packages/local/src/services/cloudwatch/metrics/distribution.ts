import * as z from 'zod';

/** Neighboring bins are this far apart, so a percentile is at most half as much off. */
const BIN_WIDTH = Math.log(1.01);

interface Bin {
  /** The first value that fell into it: exact as long as all are the same. */
  readonly value: number;
  count: number;
}

/** A set of values whose own are not known, only what they come to. */
export interface StatisticSet {
  readonly count: number;
  readonly sum: number;
  readonly min: number;
  readonly max: number;
}

/** A distribution as it is kept: its bins as their first value and their count. */
export const distributionShape = z.object({
  count: z.number(),
  sum: z.number(),
  min: z.number(),
  max: z.number(),
  bins: z.array(z.tuple([z.number(), z.number()])),
  isWhole: z.boolean(),
});

type KeptDistribution = z.infer<typeof distributionShape>;

/** Many values in little memory: percentiles come from bins of one percent, everything else is exact. */
export class Distribution {
  #count = 0;
  #sum = 0;
  #min = Number.POSITIVE_INFINITY;
  #max = Number.NEGATIVE_INFINITY;
  readonly #bins = new Map<number, Bin>();
  /** False once a set was added whose values are not known. */
  #isWhole = true;

  static from({ bins, isWhole, ...tally }: KeptDistribution): Distribution {
    const distribution = new Distribution();
    distribution.#tally(tally);
    for (const [value, count] of bins) distribution.#fill(value, count);
    distribution.#isWhole = isWhole;
    return distribution;
  }

  toJSON(): KeptDistribution {
    const bins = [...this.#bins.values()].map(({ value, count }): [number, number] => [value, count]);
    return { count: this.#count, sum: this.#sum, min: this.#min, max: this.#max, bins, isWhole: this.#isWhole };
  }

  get count(): number {
    return this.#count;
  }

  get sum(): number {
    return this.#sum;
  }

  get min(): number {
    return this.#min;
  }

  get max(): number {
    return this.#max;
  }

  add(value: number, count = 1): void {
    this.#tally({ count, sum: value * count, min: value, max: value });
    this.#fill(value, count);
  }

  addSet(set: StatisticSet): void {
    this.#tally(set);
    if (set.min === set.max) this.#fill(set.min, set.count);
    else this.#isWhole = false;
  }

  merge(other: Distribution): void {
    this.#tally({ count: other.#count, sum: other.#sum, min: other.#min, max: other.#max });
    for (const { value, count } of other.#bins.values()) this.#fill(value, count);
    this.#isWhole &&= other.#isWhole;
  }

  /** Undefined where values are not known. */
  percentile(percent: number): number | undefined {
    if (!this.#isWhole || this.#count === 0) return undefined;
    const rank = Math.max(1, Math.ceil((percent / 100) * this.#count));
    let seen = 0;
    for (const { value, count } of [...this.#bins.values()].sort((a, b) => a.value - b.value)) {
      seen += count;
      if (seen >= rank) return value;
    }
    return this.#max;
  }

  #tally({ count, sum, min, max }: StatisticSet): void {
    this.#count += count;
    this.#sum += sum;
    if (min < this.#min) this.#min = min;
    if (max > this.#max) this.#max = max;
  }

  #fill(value: number, count: number): void {
    const key = binOf(value);
    const bin = this.#bins.get(key);
    if (bin) bin.count += count;
    else this.#bins.set(key, { value, count });
  }
}

/** Magnitudes from a billionth on have bins of their own; negative numbers have theirs below zero's. */
function binOf(value: number): number {
  const magnitude = Math.abs(value);
  if (magnitude < 1e-9) return 0;
  return Math.sign(value) * (1 + Math.round(Math.log(magnitude * 1e9) / BIN_WIDTH));
}
