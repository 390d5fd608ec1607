const MULTIPLIER = 0x5deece66dn;
const MASK = (1n << 48n) - 1n;

export interface JavaRandom {
  /** In [0, 1). */
  nextDouble(): number;
  /** A whole number in [0, bound), for a bound of 31 bits at most. */
  nextInt(bound: number): number;
}

/**
 * `java.util.Random` bit for bit: the same seed gives what it gives with AWS, whose service is written in Java.
 * https://docs.oracle.com/javase/8/docs/api/java/util/Random.html
 */
export function javaRandom(seed: number): JavaRandom {
  let state = (BigInt(Math.trunc(seed)) ^ MULTIPLIER) & MASK;
  const next = (bits: number): number => {
    state = (state * MULTIPLIER + 0xbn) & MASK;
    return Number(BigInt.asIntN(32, state >> BigInt(48 - bits)));
  };
  return {
    nextDouble: () => (next(26) * 2 ** 27 + next(27)) / 2 ** 53,
    nextInt(bound) {
      if ((bound & -bound) === bound) return Number((BigInt(bound) * BigInt(next(31))) >> 31n);
      for (;;) {
        const bits = next(31);
        const value = bits % bound;
        // Java's sum overflows here, which says that the last, incomplete range was hit.
        if (bits - value + (bound - 1) < 2 ** 31) return value;
      }
    },
  };
}
