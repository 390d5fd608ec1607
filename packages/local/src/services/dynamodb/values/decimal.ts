import { validationError } from '#services/dynamodb/errors.ts';

/**
 * Decimal: sign, significant digits without zeros at either end, and the power of ten of the first digit: 0.0123 is
 * `{ sign: 1, digits: '123', exponent: -2 }`. Zero has no digits.
 */
export interface Decimal {
  readonly sign: 1 | -1;
  readonly digits: string;
  readonly exponent: number;
}

export const ZERO: Decimal = { sign: 1, digits: '', exponent: 0 };

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html#HowItWorks.DataTypes.Number */
const MOST_DIGITS = 38;
const GREATEST_EXPONENT = 125;
const LEAST_EXPONENT = -130;
/** More digits of an exponent than any number in range can have. */
const FAR = 9_999;

const NUMBER = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;

/** Reads a number as AWS takes it. Throws ValidationException for what is none, or is beyond range or precision. */
export function parseDecimal(text: string): Decimal {
  const [, sign, whole = '', fraction = '', power = '0'] = NUMBER.exec(text) ?? [];
  if (whole === '' && fraction === '') throw notANumber(text);
  const all = whole + fraction;
  const leading = /^0*/.exec(all)?.[0].length ?? 0;
  const digits = all.slice(leading).replace(/0+$/, '');
  if (digits === '') return ZERO;
  const shift = Math.max(-FAR, Math.min(FAR, Number(power)));
  return inRange({ sign: sign === '-' ? -1 : 1, digits, exponent: whole.length - leading - 1 + shift });
}

const notANumber = (text: string) =>
  validationError(`The parameter cannot be converted to a numeric value${text === '' ? '' : `: ${text}`}`);

/** Throws ValidationException where a number is beyond range or precision. */
export function inRange(decimal: Decimal): Decimal {
  if (decimal.exponent > GREATEST_EXPONENT)
    throw validationError('Number overflow. Attempting to store a number with magnitude larger than supported range');
  if (decimal.exponent < LEAST_EXPONENT)
    throw validationError('Number underflow. Attempting to store a number with magnitude smaller than supported range');
  if (decimal.digits.length > MOST_DIGITS)
    throw validationError('Attempting to store more than 38 significant digits in a Number');
  return decimal;
}

/** Formats as AWS answers: plain digits, never an exponent. */
export function formatDecimal({ sign, digits, exponent }: Decimal): string {
  if (digits === '') return '0';
  const minus = sign < 0 ? '-' : '';
  if (exponent < 0) return `${minus}0.${'0'.repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  const fraction = digits.slice(exponent + 1);
  return fraction === '' ? minus + whole : `${minus}${whole}.${fraction}`;
}
