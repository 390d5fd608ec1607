import { hasPart } from '@safelight/asl/language/text-search';
import { aggregate } from '#services/logs/insights/aggregates.ts';
import { callFunction } from '#services/logs/insights/functions.ts';
import {
  expect,
  field,
  list,
  malformed,
  peek,
  quoted,
  type Reading,
  regularExpression,
  take,
  takes,
} from '#services/logs/insights/tokens.ts';
import { compare, type Expression, numberOf, truth, type Value } from '#services/logs/insights/value.ts';

const orders: Readonly<Record<string, (order: number) => boolean>> = {
  '=': (order) => order === 0,
  '!=': (order) => order !== 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

const arithmetic: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
  '^': (a, b) => a ** b,
};

/** Loosest first. */
const LEVELS = [['+', '-'], ['*', '/', '%'], ['^']] as const;

const flag =
  (test: (...all: Parameters<Expression>) => boolean): Expression =>
  (row, group) =>
    Number(test(row, group));

/**
 * `level = "ERROR" and (code / 100 >= 5 or not key like /x/)`. Throws MalformedQueryException.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-operations-functions.html
 */
export function expression(reading: Reading): Expression {
  const all = [both(reading)];
  while (takes(reading, 'or')) all.push(both(reading));
  const [only] = all;
  return only && all.length === 1 ? only : flag((row, group) => all.some((each) => truth(each(row, group))));
}

function both(reading: Reading): Expression {
  const all = [negated(reading)];
  while (takes(reading, 'and')) all.push(negated(reading));
  const [only] = all;
  return only && all.length === 1 ? only : flag((row, group) => all.every((each) => truth(each(row, group))));
}

function negated(reading: Reading): Expression {
  if (!takes(reading, 'not')) return comparison(reading);
  const test = negated(reading);
  return flag((row, group) => !truth(test(row, group)));
}

function comparison(reading: Reading): Expression {
  const left = calculation(reading);
  const operator = peek(reading).toLowerCase();
  if (Object.hasOwn(orders, operator)) return ordered(left, take(reading), calculation(reading));
  if (!['not', 'like', '=~', 'in'].includes(operator)) return left;
  const isNot = takes(reading, 'not');
  const test = matching(left, reading);
  return isNot ? flag((row, group) => !truth(test(row, group))) : test;
}

function ordered(left: Expression, operator: string, right: Expression): Expression {
  const matches = orders[operator];
  return flag((row, group) => {
    const order = compare(left(row, group), right(row, group));
    return order === undefined ? operator === '!=' : matches?.(order) === true;
  });
}

function matching(left: Expression, reading: Reading): Expression {
  const text = (...of: Parameters<Expression>) => String(left(...of) ?? '');
  if (takes(reading, 'in')) {
    expect(reading, '[');
    const values = list(reading, literal);
    expect(reading, ']');
    return flag((row, group) => values.some((value) => compare(left(row, group), value) === 0));
  }
  if (!takes(reading, '=~')) expect(reading, 'like');
  const pattern = regularExpression(reading);
  if (pattern) return flag((row, group) => pattern.exec(text(row, group)) !== null);
  const part = quoted(reading);
  if (part === undefined) throw malformed(`Expected a text or /an expression/ at ${peek(reading) || 'the end'}`);
  return flag((row, group) => hasPart(text(row, group), part));
}

function calculation(reading: Reading, level = 0): Expression {
  const operators: readonly string[] | undefined = LEVELS[level];
  if (!operators) return operand(reading);
  let left = calculation(reading, level + 1);
  while (operators.includes(peek(reading))) left = computed(left, take(reading), calculation(reading, level + 1));
  return left;
}

function computed(left: Expression, operator: string, right: Expression): Expression {
  const run = arithmetic[operator];
  return (row, group) => {
    const [a, b] = [numberOf(left(row, group)), numberOf(right(row, group))];
    const value = a === undefined || b === undefined ? undefined : run?.(a, b);
    return Number.isFinite(value) ? value : undefined;
  };
}

function operand(reading: Reading): Expression {
  if (takes(reading, '(')) {
    const inner = expression(reading);
    expect(reading, ')');
    return inner;
  }
  if (/^["'\d-]/.test(peek(reading))) {
    const value = literal(reading);
    return () => value;
  }
  const from = reading.at;
  const name = field(reading);
  if (!takes(reading, '(')) return (row) => row.get(name);
  const called = aggregate(name, reading, expression) ?? callFunction(name, reading, expression);
  // What was computed before under that name is there: `stats count(*) by bin(5m) | sort bin(5m)`.
  const written = reading.text.slice(from, reading.at).trim();
  return (row, group) => row.get(written) ?? called(row, group);
}

function literal(reading: Reading): Value {
  const text = quoted(reading);
  if (text !== undefined) return text;
  const sign = takes(reading, '-') ? -1 : 1;
  const token = take(reading);
  if (/^\d+(\.\d+)?$/.test(token)) return sign * Number(token);
  throw malformed(`Expected a text or a number at ${token || 'the end'}`);
}
