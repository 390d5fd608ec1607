import type { ExactNumber } from '#local/events/pattern/exact-number.ts';

/** A value at the end of a path in an event. */
export type Leaf = string | number | boolean | null | ExactNumber;

/** One element of a field's list in a pattern. */
export type Term = AbsentTerm | ValueTerm;

/** `{ "exists": false }` */
export interface AbsentTerm {
  readonly kind: 'absent';
}

export interface ValueTerm {
  readonly kind: 'value';
  matches(value: Leaf): boolean;
  /** The wildcards that it is made of: what a rule costs. */
  readonly wildcards: readonly string[];
}

export const value = (matches: (value: Leaf) => boolean, wildcards: readonly string[] = []): ValueTerm => ({
  kind: 'value',
  matches,
  wildcards,
});

/** A term that only texts can meet. */
export const textual = (matches: (value: string) => boolean, wildcards: readonly string[] = []): ValueTerm =>
  value((leaf) => typeof leaf === 'string' && matches(leaf), wildcards);
