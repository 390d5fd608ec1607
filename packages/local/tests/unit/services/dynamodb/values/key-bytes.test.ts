import { describe, expect, it } from 'vitest';
import { rangeBounds } from '#services/dynamodb/expressions/keys/key-bounds.ts';
import type { ScalarValue } from '#services/dynamodb/values/attribute-value.ts';
import { compareScalars } from '#services/dynamodb/values/compare.ts';
import { keyBytes } from '#services/dynamodb/values/key-bytes.ts';
import { normalNumber } from '#services/dynamodb/values/numbers.ts';
import fc from '#tests/support/fast-check.ts';

const text = fc.string({
  unit: fc.constantFrom('a', 'b', '\0', '\u0001', '\u00ff', '\ufffd', '\u{1f600}'),
  maxLength: 4,
});
const texts = text.map((S): ScalarValue => ({ S }));
const numbers = fc
  .tuple(fc.integer({ min: -1_100, max: 1_100 }), fc.integer({ min: -3, max: 3 }))
  .map(([digits, exponent]): ScalarValue => ({ N: normalNumber(`${digits}e${exponent}`) }));
const binaries = fc
  .array(fc.constantFrom(0, 1, 0x7f, 0xff), { maxLength: 4 })
  .map((bytes): ScalarValue => ({ B: Buffer.from(bytes).toString('base64') }));
const scalars = fc.constantFrom(texts, numbers, binaries);
const pairs = scalars.chain((kind) => fc.tuple(kind, kind));

const compareTuples = (left: readonly ScalarValue[], right: readonly ScalarValue[]): number => {
  for (const [index, value] of left.entries()) {
    const other = right[index];
    const order = other === undefined ? 0 : (compareScalars(value, other) ?? 0);
    if (order !== 0) return Math.sign(order);
  }
  return 0;
};

describe('bytes of keys', () => {
  it('order as their values, attribute by attribute', () => {
    const ordered = fc.property(pairs, pairs, ([a, b], [c, d]) => {
      const bytes = Buffer.compare(keyBytes([a, c]), keyBytes([b, d]));
      expect(bytes).toBe(compareTuples([a, c], [b, d]));
    });
    fc.assert(ordered);
  });

  it.each(['<', '<=', '>', '>=', 'BETWEEN', 'begins_with'] as const)(
    'lie in the bounds of %s where they meet it',
    (operator) => {
      const kind = operator === 'begins_with' ? fc.constantFrom(texts, binaries) : scalars;
      const three = kind.chain((one) => fc.tuple(one, one, one));
      const bounded = fc.property(three, texts, ([value, one, other], leading) => {
        const [low, high] = (compareScalars(one, other) ?? 0) <= 0 ? [one, other] : [other, one];
        const values = operator === 'BETWEEN' ? [low, high] : [low];
        const { from, to } = rangeBounds({ hash: [], equal: [leading], last: { operator, values } });
        const key = keyBytes([leading, value]);
        const within = Buffer.compare(from, key) <= 0 && (to === undefined || Buffer.compare(key, to) < 0);
        expect(within).toBe(meets(value, operator, low, high));
      });
      fc.assert(bounded);
    },
  );
});

function meets(value: ScalarValue, operator: string, low: ScalarValue, high: ScalarValue): boolean {
  const order = compareScalars(value, low) ?? 0;
  if (operator === '<') return order < 0;
  if (operator === '<=') return order <= 0;
  if (operator === '>') return order > 0;
  if (operator === '>=') return order >= 0;
  if (operator === 'BETWEEN') return order >= 0 && (compareScalars(value, high) ?? 0) <= 0;
  const [whole, start] = [value, low].map((one) =>
    'B' in one ? Buffer.from(one.B, 'base64') : Buffer.from('S' in one ? one.S : ''),
  );
  return whole !== undefined && start !== undefined && whole.subarray(0, start.length).equals(start);
}
