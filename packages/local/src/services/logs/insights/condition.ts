import type { Row } from '#services/logs/insights/row.ts';
import { expect, field, list, malformed, peek, type Reading, take, takes } from '#services/logs/insights/tokens.ts';

export type Test = (row: Row) => boolean;

const orders: Readonly<Record<string, (order: number) => boolean>> = {
  '=': (order) => order === 0,
  '!=': (order) => order !== 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

/** `level = "ERROR" and (code >= 500 or not key like /x/)`. Throws MalformedQueryException. */
export function condition(reading: Reading): Test {
  const tests = [both(reading)];
  while (takes(reading, 'or')) tests.push(both(reading));
  return (row) => tests.some((test) => test(row));
}

function both(reading: Reading): Test {
  const tests = [one(reading)];
  while (takes(reading, 'and')) tests.push(one(reading));
  return (row) => tests.every((test) => test(row));
}

function one(reading: Reading): Test {
  if (takes(reading, 'not')) {
    const test = one(reading);
    return (row) => !test(row);
  }
  if (takes(reading, '(')) {
    const test = condition(reading);
    expect(reading, ')');
    return test;
  }
  if (takes(reading, 'ispresent')) {
    expect(reading, '(');
    const name = field(reading);
    expect(reading, ')');
    return (row) => row.has(name);
  }
  return comparison(field(reading), reading);
}

function comparison(name: string, reading: Reading): Test {
  if (takes(reading, 'not')) {
    const test = comparison(name, reading);
    return (row) => !test(row);
  }
  if (takes(reading, 'like')) {
    const part = literalText(take(reading));
    return (row) => String(row.get(name) ?? '').includes(part);
  }
  if (takes(reading, 'in')) {
    expect(reading, '[');
    const values = list(reading, literal);
    expect(reading, ']');
    return (row) => values.some((value) => compare(row.get(name), value) === 0);
  }
  const operator = take(reading);
  const matches = Object.hasOwn(orders, operator) ? orders[operator] : undefined;
  if (!matches) throw malformed(`${operator || 'The end'} is no comparison that is supported here`);
  const value = literal(reading);
  return (row) => {
    const order = compare(row.get(name), value);
    return order === undefined ? operator === '!=' : matches(order);
  };
}

function literal(reading: Reading): string | number {
  const token = take(reading);
  if (/^["']/.test(token)) return token.slice(1, -1).replace(/\\(.)/g, '$1');
  if (/^-?\d+(\.\d+)?$/.test(token)) return Number(token);
  throw malformed(`Expected a text or a number at ${token || peek(reading) || 'the end'}`);
}

/** Of `"text"` or `/text/`; expressions with operators are refused. */
function literalText(token: string): string {
  const inside = token.slice(1, -1);
  if (/^["']/.test(token)) return inside;
  if (!token.startsWith('/') || /[\^$*+?()[\]{}|]/.test(inside))
    throw malformed(`Regular expressions with operators are not supported here: ${token}`);
  return inside.replace(/\\(.)/g, '$1');
}

/** Below, at or above zero; undefined where there is nothing to compare. */
export function compare(left: string | number | undefined, right: string | number | undefined): number | undefined {
  if (left === undefined || right === undefined) return undefined;
  const [a, b] = [Number(left), Number(right)];
  if (!Number.isNaN(a) && !Number.isNaN(b) && left !== '' && right !== '') return a - b;
  const [x, y] = [String(left), String(right)];
  return x === y ? 0 : x < y ? -1 : 1;
}
