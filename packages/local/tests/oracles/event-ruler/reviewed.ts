import type { Difference } from './compare.ts';

/** A difference from event-ruler 2.1.0 that is meant. */
export interface Reviewed {
  readonly what: string;
  readonly why: string;
  applies(difference: Difference): boolean;
}

export const REVIEWED: readonly Reviewed[] = [
  {
    what: 'an empty list of prefixes, suffixes or wildcards after anything-but',
    why: 'event-ruler takes it, and fails with a NullPointerException when it is put into a machine',
    applies: ({ pair }) => /"anything-but":\{"[a-z-]+":\[\]/.test(pair.pattern),
  },
  {
    what: 'what wildcards cost in a pattern with $or',
    why: 'alternatives that share states in event-ruler count apart here: such a pattern near the limit is refused, never taken',
    applies: ({ pair, ours, theirs }) =>
      pair.pattern.includes('"$or"') &&
      ours.matches === theirs.matches &&
      (ours.complexity ?? 0) > (theirs.complexity ?? 0),
  },
];
