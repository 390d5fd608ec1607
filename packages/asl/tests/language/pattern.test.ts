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

  it.each([
    ['looks around', /^(?=(a+)+c)./],
    ['refers back', /^(a+)+\1c/],
    ['ignores case', /^(a+)+c/i],
    ['minds code points', /^(a+)+c/u],
  ])('that goes back and forth for longer than it may is ended: one that %s', (_, pattern) => {
    // A tenth of a second, were it left alone, so that a machine that is busy has the time to end it.
    expect(() => execWithin(pattern, `${'a'.repeat(24)}b`, unlimited(), 1)).toThrow(BudgetExceeded);
  });

  it.each([
    ['a loop that begins anew at each character', /a*b/, 40_000],
    ['repetitions of repetitions', /(a{0,9}){0,9}b/, 24],
  ])('that is short is ended too: %s', (_, pattern, length) => {
    // Less than a second, were they left alone.
    expect(() => execWithin(pattern, 'a'.repeat(length), unlimited(), 1)).toThrow(BudgetExceeded);
  });

  it('that is so long that V8 might not be done with compiling it is not matched', () => {
    expect(() => execWithin(new RegExp('a'.repeat(8_001)), 'a', unlimited())).toThrow(BudgetExceeded);
  });

  it('that goes back and forth and does none of these is matched in linear time', () => {
    const budget = new Budget(limits({ steps: 1_000_000 }));
    expect(execWithin(/^(a+)+c/s, `${'a'.repeat(100)}b`, budget, 1)).toBe(null);
  });
});
