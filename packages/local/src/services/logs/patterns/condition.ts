import type { Json } from '@safelight/asl/json';
import { isExpression, patternExpression } from '#services/logs/patterns/expression.ts';
import { refusePattern } from '#services/logs/patterns/invalid-pattern.ts';

/** What a property or column is compared with. */
export type Condition = (value: Json | undefined) => boolean;

const orders: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
  '<': (value, bound) => value < bound,
  '<=': (value, bound) => value <= bound,
  '>': (value, bound) => value > bound,
  '>=': (value, bound) => value >= bound,
};

const NUMBER = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** `= "ERROR"`, `= %5[0-9]{2}%`, `!= 4*`, `>= 500`; a text may begin or end with `*`. Throws InvalidParameterException. */
export function condition(operator: string, operand: string): Condition {
  const order = Object.hasOwn(orders, operator) ? orders[operator] : undefined;
  if (order) {
    if (!NUMBER.test(operand)) return refusePattern(`${operator} needs a number, not ${operand}`);
    return (value) => isNumber(value) && order(Number(value), Number(operand));
  }
  if (operator !== '=' && operator !== '!=') return refusePattern(`no such operator: ${operator}`);
  const equals = equality(operand);
  // A property that is not there is equal to nothing, and unequal to nothing.
  return operator === '=' ? equals : (value) => value !== undefined && !equals(value);
}

function equality(operand: string): Condition {
  if (isExpression(operand)) {
    const matches = patternExpression(operand);
    return (value) => isText(value) && matches(String(value));
  }
  if (NUMBER.test(operand)) return (value) => isNumber(value) && Number(value) === Number(operand);
  const text = operand.startsWith('"') ? operand.slice(1, -1).replace(/\\(.)/g, '$1') : operand;
  const pieces = text.split('*');
  return (value) => isText(value) && matchesPieces(String(value), pieces);
}

const isText = (value: Json | undefined): boolean => value !== undefined && value !== null && typeof value !== 'object';

const isNumber = (value: Json | undefined): boolean =>
  typeof value === 'number' || (typeof value === 'string' && NUMBER.test(value));

function matchesPieces(text: string, [first = '', ...rest]: readonly string[]): boolean {
  const last = rest.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first)) return false;
  let from = first.length;
  for (const piece of rest) {
    const found = text.indexOf(piece, from);
    if (found < 0) return false;
    from = found + piece.length;
  }
  return text.length - last.length >= from && text.endsWith(last);
}
