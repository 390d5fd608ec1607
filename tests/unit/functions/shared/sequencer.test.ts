import { describe, expect, it } from 'vitest';
import { comparableSequencer, isOlder } from '#functions/shared/sequencer.ts';

describe('Images 12: sequencers', () => {
  it.each([
    ['617f08299329d189', '617f0837b476e463', true],
    ['617f0837b476e463', '617f08299329d189', false],
    ['617f08299329d189', '617f08299329d189', false],
    ['0055AED6DCD90281E5', '0055aed6dcd90281e6', true],
    // Of different lengths: right-padded, as AWS's current page says. Left-padded, the longer would be the newer.
    ['9A', '100', false],
    ['1', '10', false],
    ['1', '11', true],
  ])('%s came before %s: %s', (a, b, older) => expect(isOlder(a, b)).toBe(older));

  it('compare as strings in the form that the table keeps', () => {
    expect(comparableSequencer('617f08299329d189')).toBe('617F08299329D189000000000000000000000000');
  });
});
