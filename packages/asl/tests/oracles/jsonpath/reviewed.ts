import type { Pair } from './generate.ts';

/** A difference from Jayway 2.0.0 that is meant. */
export interface Reviewed {
  readonly what: string;
  readonly why: string;
  applies(pair: Pair): boolean;
}

export const REVIEWED: readonly Reviewed[] = [
  {
    what: 'a bare @ beside a scalar',
    why: "AWS's page: the @ operator does not match scalar values, it only matches objects",
    applies: ({ path }) => /@(?![.[])/.test(path),
  },
  {
    what: 'a negative index',
    why: 'counts from the end, as in later versions of Jayway; 2.0.0 never finds any',
    applies: ({ path }) => path.includes('[-1]'),
  },
  {
    what: 'a document that is null',
    why: 'Jayway refuses it whatever the path; with Step Functions null is a value like any other',
    applies: ({ document }) => document === null,
  },
];
