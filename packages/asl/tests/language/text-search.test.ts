import { expect, it } from 'vitest';
import { hasPart, indexOfPart, splitAtParts } from '#asl/language/text-search.ts';
import fc from '#tests/support/fast-check.ts';

/** Texts that repeat themselves: those for which it matters where a search goes on. */
const repeating = (longest: number) =>
  fc
    .array(fc.tuple(fc.constantFrom('a', 'ab', 'aab', 'b', 'é', '🦊'), fc.integer({ min: 1, max: 60 })), {
      maxLength: longest,
    })
    .map((pieces) => pieces.map(([piece, times]) => piece.repeat(times)).join(''));

it('is what indexOf answers', () => {
  fc.assert(
    fc.property(repeating(6), repeating(3), fc.nat(80), (text, part, from) => {
      expect(indexOfPart(text, part, from)).toBe(text.indexOf(part, from));
      expect(hasPart(`${text}${part}${text}`, part)).toBe(true);
    }),
  );
});

it('splits as split does', () => {
  fc.assert(
    fc.property(repeating(6), repeating(2), fc.integer({ min: 1, max: 4 }), (text, separator, most) => {
      fc.pre(separator !== '');
      const whole = `${text}${separator}${text}${separator}`;
      expect(splitAtParts(whole, separator)).toEqual(whole.split(separator));
      expect(splitAtParts(whole, separator, most)).toEqual(whole.split(separator, most));
    }),
  );
});
