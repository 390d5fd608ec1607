import { describe, expect, it } from 'vitest';
import { Budget, BudgetExceeded, limits } from '#asl/language/budget.ts';
import { execWithin } from '#asl/language/pattern.ts';

const unlimited = () => new Budget(limits({}));

describe('a regular expression', () => {
  it.each<[RegExp, string, string | undefined]>([
    [/b+/, 'abbc', 'bb'],
    [/(?<=a)b/, 'ab', 'b'],
    [/(a)\1/, 'aa', 'aa'],
    [/(a)\1/, 'ab', undefined],
    [/(?=z)./, 'abc', undefined],
  ])('%s on %s finds %s, wherever it is matched', (pattern, text, found) => {
    expect(execWithin(pattern, text, unlimited())?.[0]).toBe(found);
  });

  it('goes on from where it was', () => {
    const pattern = /(?<=a)./g;
    const next = () => execWithin(pattern, 'abac', unlimited())?.[0];
    expect([next(), next(), next()]).toEqual(['b', 'c', undefined]);
  });

  it('that goes back and forth for longer than it may is ended', () => {
    // Some ten milliseconds, were it left alone.
    const match = () => execWithin(/^(?=(a+)+c)./, `${'a'.repeat(22)}b`, unlimited(), 1);
    expect(match).toThrow(BudgetExceeded);
  });
});
