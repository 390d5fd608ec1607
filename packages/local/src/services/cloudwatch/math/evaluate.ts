import { call } from '#services/cloudwatch/math/functions.ts';
import { MathError } from '#services/cloudwatch/math/math-error.ts';
import type { Expression, Operator } from '#services/cloudwatch/math/parse.ts';
import { isSeries, type MathScope, type Series, type Value } from '#services/cloudwatch/math/value.ts';

/** Computes an expression over the series in scope. Throws MathError. */
export function evaluate(expression: Expression, scope: MathScope): Value {
  switch (expression.kind) {
    case 'number':
      return expression.value;
    case 'variable':
      return scope.find(expression.id);
    case 'list':
      return expression.items.map((item) => oneSeries(evaluate(item, scope), scope));
    case 'call':
      return call(
        expression.name,
        expression.inputs.map((input) => evaluate(input, scope)),
        scope,
      );
    case 'operation':
      return operate(expression.operator, evaluate(expression.left, scope), evaluate(expression.right, scope));
    default:
      return assertNever(expression);
  }
}

/** What an alarm watches and a graph shows: a number counts as a series that is always that. */
export function oneSeries(value: Value, { timestamps }: MathScope): Series {
  if (isSeries(value)) return value;
  if (typeof value === 'number') return new Map(timestamps.map((at) => [at, value]));
  throw new MathError('several series are left where one is expected');
}

const OPERATIONS: Readonly<Record<Operator, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
};

/** Where either side has no value, neither has the result; nor where it is no number, as after a division by zero. */
function operate(operator: Operator, left: Value, right: Value): Value {
  const compute = OPERATIONS[operator];
  if (typeof left === 'number' && typeof right === 'number') return compute(left, right);
  if (typeof left === 'number' && isSeries(right)) return mapped(right, (value) => compute(left, value));
  if (!isSeries(left)) throw new MathError(`${operator} between lists is not supported here`);
  if (typeof right === 'number') return mapped(left, (value) => compute(value, right));
  if (!isSeries(right)) throw new MathError(`${operator} between lists is not supported here`);
  return mapped(left, (value, at) => {
    const other = right.get(at);
    return other === undefined ? undefined : compute(value, other);
  });
}

function mapped(series: Series, change: (value: number, at: number) => number | undefined): Series {
  const entries = [...series].flatMap(([at, value]) => {
    const changed = change(value, at);
    return changed === undefined || !Number.isFinite(changed) ? [] : [[at, changed] as const];
  });
  return new Map(entries);
}

function assertNever(expression: never): never {
  throw new MathError(`${JSON.stringify(expression)} is not an expression`);
}
