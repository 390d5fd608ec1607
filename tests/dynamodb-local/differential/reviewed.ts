import { reviews } from './reviews.ts';

/** Reviewed: a difference that is DynamoDB Local's, and why we know. */
export interface Reviewed {
  readonly why: string;
  /** What must match of the call and of what it came to on either side, as JSON. */
  readonly call?: RegExp;
  readonly ours?: RegExp;
  readonly theirs?: RegExp;
}

export const reviewOf = (call: string, ours: string, theirs: string): Reviewed | undefined =>
  reviews.find(
    (one) => (one.call?.test(call) ?? true) && (one.ours?.test(ours) ?? true) && (one.theirs?.test(theirs) ?? true),
  );
