import type { Json } from '#asl/json.ts';
import { isMadeOf } from '../text-search.ts';
import { parseTimestamp } from '../timestamp.ts';

/** Whether a value meets the operand of a choice rule. A value of another type never does. */
export type Operator = (value: Json, operand: Json) => boolean;

type Test<T> = (value: T, operand: T) => boolean;

const onNumbers =
  (test: Test<number>): Operator =>
  (value, operand) =>
    typeof value === 'number' && typeof operand === 'number' && test(value, operand);

const onTexts =
  (test: Test<string>): Operator =>
  (value, operand) =>
    typeof value === 'string' && typeof operand === 'string' && test(value, operand);

const onTimestamps = (test: Test<number>): Operator =>
  onTexts((value, operand) => {
    const [left, right] = [parseTimestamp(value), parseTimestamp(operand)];
    return left !== undefined && right !== undefined && test(left, right);
  });

const is =
  (test: (value: Json) => boolean): Operator =>
  (value, operand) =>
    test(value) === operand;

/** `*` is any text, `\*` an asterisk. */
function matches(value: string, pattern: string): boolean {
  const pieces = [''];
  for (const [sign, escaped] of pattern.matchAll(/\\([\\*])|./gs)) {
    if (sign === '*') pieces.push('');
    else pieces[pieces.length - 1] += escaped ?? sign;
  }
  return isMadeOf(value, pieces);
}

export const operators: Readonly<Record<string, Operator>> = {
  BooleanEquals: (value, operand) => typeof value === 'boolean' && value === operand,
  IsBoolean: is((value) => typeof value === 'boolean'),
  IsNull: is((value) => value === null),
  IsNumeric: is((value) => typeof value === 'number'),
  IsString: is((value) => typeof value === 'string'),
  IsTimestamp: is((value) => typeof value === 'string' && parseTimestamp(value) !== undefined),
  NumericEquals: onNumbers((value, operand) => value === operand),
  NumericGreaterThan: onNumbers((value, operand) => value > operand),
  NumericGreaterThanEquals: onNumbers((value, operand) => value >= operand),
  NumericLessThan: onNumbers((value, operand) => value < operand),
  NumericLessThanEquals: onNumbers((value, operand) => value <= operand),
  StringEquals: onTexts((value, operand) => value === operand),
  StringGreaterThan: onTexts((value, operand) => value > operand),
  StringGreaterThanEquals: onTexts((value, operand) => value >= operand),
  StringLessThan: onTexts((value, operand) => value < operand),
  StringLessThanEquals: onTexts((value, operand) => value <= operand),
  StringMatches: onTexts(matches),
  TimestampEquals: onTimestamps((value, operand) => value === operand),
  TimestampGreaterThan: onTimestamps((value, operand) => value > operand),
  TimestampGreaterThanEquals: onTimestamps((value, operand) => value >= operand),
  TimestampLessThan: onTimestamps((value, operand) => value < operand),
  TimestampLessThanEquals: onTimestamps((value, operand) => value <= operand),
};
