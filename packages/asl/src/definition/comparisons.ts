/** Operand of a comparison operator of a Choice rule. */
export type Operand = 'string' | 'number' | 'boolean' | 'timestamp' | 'path';

const ORDERINGS = ['Equals', 'LessThan', 'GreaterThan', 'LessThanEquals', 'GreaterThanEquals'];

const ordered = (type: string, operand: Operand): readonly (readonly [string, Operand])[] =>
  ORDERINGS.flatMap((ordering) => [
    [`${type}${ordering}`, operand],
    [`${type}${ordering}Path`, 'path'],
  ]);

/** https://docs.aws.amazon.com/step-functions/latest/dg/state-choice.html#amazon-states-language-choice-state-rules */
export const COMPARISONS: Readonly<Record<string, Operand>> = Object.fromEntries<Operand>([
  ...ordered('String', 'string'),
  ['StringMatches', 'string'],
  ...ordered('Numeric', 'number'),
  ['BooleanEquals', 'boolean'],
  ['BooleanEqualsPath', 'path'],
  ...ordered('Timestamp', 'timestamp'),
  ['IsNull', 'boolean'],
  ['IsPresent', 'boolean'],
  ['IsNumeric', 'boolean'],
  ['IsString', 'boolean'],
  ['IsBoolean', 'boolean'],
  ['IsTimestamp', 'boolean'],
]);
