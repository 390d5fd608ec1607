import { describe, expect, it } from 'vitest';
import { addNumbers, compareNumbers, normalNumber, subtractNumbers } from '#services/dynamodb/values/numbers.ts';
import fc from '#tests/support/fast-check.ts';
import { outcome } from '#tests/unit/services/dynamodb/refusal.ts';

const NINES = '9'.repeat(38);
const PRECISION = 'Attempting to store more than 38 significant digits in a Number';
const OVERFLOW = 'Number overflow. Attempting to store a number with magnitude larger than supported range';
const UNDERFLOW = 'Number underflow. Attempting to store a number with magnitude smaller than supported range';
const noNumber = (text: string) => `The parameter cannot be converted to a numeric value: ${text}`;

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html#HowItWorks.DataTypes.Number */
describe('normal form of a number', () => {
  it.each([
    ['0', '0'],
    ['-0', '0'],
    ['0.00', '0'],
    ['+5', '5'],
    ['00012', '12'],
    ['.5', '0.5'],
    ['5.', '5'],
    ['1.2300', '1.23'],
    ['1e5', '100000'],
    ['1.2300e-5', '0.0000123'],
    ['-1E+20', '-100000000000000000000'],
    ['123E-130', `0.${'0'.repeat(127)}123`],
    ['9.9E125', `99${'0'.repeat(124)}`],
    [`${NINES}000`, `${NINES}000`],
    [`${NINES}9`, PRECISION],
    ['1E126', OVERFLOW],
    ['-1e400', OVERFLOW],
    ['1e99999999999999999999', OVERFLOW],
    ['1e-131', UNDERFLOW],
    ['', 'The parameter cannot be converted to a numeric value'],
    ...['.', 'abc', ' 1', '1 ', '0x1', 'NaN', 'Infinity', '1d', '1e', '--1', '1,5'].map((text) => [
      text,
      noNumber(text),
    ]),
  ])('of %j is %j', (text, expected) => {
    expect(outcome(() => normalNumber(text))).toBe(expected);
  });
});

describe('arithmetic is exact, or refused', () => {
  it.each([
    ['0.1', '+', '0.2', '0.3'],
    ['5', '-', '5', '0'],
    ['-1', '+', '0.5', '-0.5'],
    ['1', '-', '1000000000000000000000', '-999999999999999999999'],
    [NINES, '+', '1', `1${'0'.repeat(38)}`],
    [NINES, '+', NINES, PRECISION],
    ['5', '+', '1e-100', PRECISION],
    ['9e125', '+', '9e125', OVERFLOW],
    ['1.1e-130', '-', '1e-130', UNDERFLOW],
  ] as const)('%s %s %s is %s', (left, sign, right, expected) => {
    const operation = sign === '+' ? addNumbers : subtractNumbers;
    expect(outcome(() => operation(normalNumber(left), normalNumber(right)))).toBe(expected);
  });
});

const numbers = fc
  .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.integer({ min: -40, max: 40 }))
  .map(([digits, exponent]) => ({ digits, exponent, text: normalNumber(`${digits}e${exponent}`) }));

const scaled = ({ digits, exponent }: { digits: bigint; exponent: number }) => digits * 10n ** BigInt(exponent + 40);

describe('order of numbers', () => {
  it('is that of their values', () => {
    const order = fc.property(numbers, numbers, (left, right) => {
      const [one, other] = [scaled(left), scaled(right)];
      expect(Math.sign(compareNumbers(left.text, right.text))).toBe(one < other ? -1 : one > other ? 1 : 0);
    });
    fc.assert(order);
  });
});
