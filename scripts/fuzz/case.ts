import { seededRandom } from '@safelight/asl/testing/mock-ports';
import type { Original } from './corpus.ts';
import { below, pick } from './dice.ts';
import { mutations } from './mutations.ts';

/** One mutated picture. The same seed, index and originals make the same bytes. */
export interface Case {
  readonly index: number;
  /** What was done to it, in order. */
  readonly mutations: readonly string[];
  /** Under which it is uploaded. */
  readonly key: string;
  readonly bytes: Buffer;
}

const MOST_MUTATIONS = 2;
const SHARE_OF_WRONG_EXTENSIONS = 0.1;

export function makeCase(originals: readonly Original[], seed: number, index: number): Case {
  // Neighbouring seeds must not give the same pictures one place further.
  const random = seededRandom(Math.imul(seed, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b));
  const { bytes: original, extension } = pick(random, originals);
  const chosen = Array.from({ length: 1 + below(random, MOST_MUTATIONS) }, () => pick(random, mutations));
  let bytes = original;
  for (const mutation of chosen) {
    // Whatever is cut from nothing leaves nothing.
    if (bytes.length > 0) bytes = mutation.apply(bytes, random, pick(random, originals).bytes);
  }
  const told = random.next() < SHARE_OF_WRONG_EXTENSIONS ? pick(random, originals).extension : extension;
  return { index, mutations: chosen.map(({ name }) => name), key: `fuzz-${seed}/${index}${told}`, bytes };
}
