import { type Decimal, formatDecimal, inRange, parseDecimal, ZERO } from '#services/dynamodb/values/decimal.ts';

/** Integers that are in normal form already, and far from every limit. */
const SHORT_INTEGER = /^(?:0|-?[1-9]\d{0,14})$/;
/** As many characters of a number in normal form keep their order as a double. */
const EXACT_AS_DOUBLE = 15;

/** Normal form of a number: plain digits, no zeros at the ends, no exponent, no minus zero. Throws ValidationException. */
export const normalNumber = (text: string): string =>
  SHORT_INTEGER.test(text) ? text : formatDecimal(parseDecimal(text));

/** Order of two numbers in normal form. */
export function compareNumbers(left: string, right: string): number {
  if (left === right) return 0;
  if (left.length <= EXACT_AS_DOUBLE && right.length <= EXACT_AS_DOUBLE) return Number(left) - Number(right);
  return compareDecimals(parseDecimal(left), parseDecimal(right));
}

export function compareDecimals(left: Decimal, right: Decimal): number {
  const signs = signOf(left) - signOf(right);
  return signs !== 0 ? signs : signOf(left) * compareMagnitudes(left, right);
}

const signOf = ({ sign, digits }: Decimal) => (digits === '' ? 0 : sign);

function compareMagnitudes(left: Decimal, right: Decimal): number {
  if (left.exponent !== right.exponent) return left.exponent - right.exponent;
  if (left.digits === right.digits) return 0;
  return left.digits < right.digits ? -1 : 1;
}

/** Sum of two numbers in normal form, exact. Throws ValidationException beyond 38 digits or the range. */
export function addNumbers(left: string, right: string): string {
  return formatDecimal(inRange(add(parseDecimal(left), parseDecimal(right))));
}

/** Difference of two numbers in normal form, exact. Throws ValidationException beyond 38 digits or the range. */
export function subtractNumbers(left: string, right: string): string {
  const { sign, ...rest } = parseDecimal(right);
  return formatDecimal(inRange(add(parseDecimal(left), { ...rest, sign: sign === 1 ? -1 : 1 })));
}

function add(left: Decimal, right: Decimal): Decimal {
  const least = Math.min(lastPlace(left), lastPlace(right));
  const sum = scaled(left, least) + scaled(right, least);
  if (sum === 0n) return ZERO;
  const all = String(sum < 0n ? -sum : sum);
  return { sign: sum < 0n ? -1 : 1, digits: all.replace(/0+$/, ''), exponent: all.length - 1 + least };
}

/** Power of ten of the last digit. */
const lastPlace = ({ digits, exponent }: Decimal) => (digits === '' ? 0 : exponent - digits.length + 1);

function scaled(decimal: Decimal, least: number): bigint {
  if (decimal.digits === '') return 0n;
  const magnitude = BigInt(decimal.digits) * 10n ** BigInt(lastPlace(decimal) - least);
  return decimal.sign < 0 ? -magnitude : magnitude;
}
