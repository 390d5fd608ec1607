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
    what: 'what several wildcards cost together, near the limit',
    why: 'which of their beginnings share a state depends on how event-ruler built its machine; each for itself costs the same',
    applies: ({ pair, ours, theirs }) =>
      ours.matches === theirs.matches &&
      ours.complexity !== theirs.complexity &&
      /"wildcard".*("wildcard"|","|"\$or")|"\$or".*"wildcard"/.test(pair.pattern),
  },
  {
    what: 'the networks of all addresses, on what is no address of theirs',
    why: 'event-ruler looks at a first digit alone, so that 0.0.0.0/0 meets ::1, and ::/0 a number too large to compare',
    applies: ({ pair, ours, theirs }) =>
      ours.complexity === theirs.complexity && !ours.matches && /"cidr":"(::|0\.0\.0\.0)\/0"/.test(pair.pattern),
  },
];
