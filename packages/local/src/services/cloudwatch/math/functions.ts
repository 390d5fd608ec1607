import { MathError } from '#services/cloudwatch/math/math-error.ts';
import { isSeries, type MathScope, type Series, type Value } from '#services/cloudwatch/math/value.ts';

type MathFunction = (inputs: readonly Value[], scope: MathScope) => Value;

const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

/** Of several series, one by the moment; of one series, one number. */
const aggregate =
  (combine: (values: readonly number[]) => number): MathFunction =>
  ([input], { timestamps }) => {
    if (input === undefined) throw new MathError('a function lacks its input');
    if (typeof input === 'number') return input;
    if (isSeries(input)) return input.size === 0 ? input : combine([...input.values()]);
    return new Map(
      timestamps.flatMap((at) => {
        const values = input.flatMap((series) => series.get(at) ?? []);
        return values.length === 0 ? [] : [[at, combine(values)] as const];
      }),
    );
  };

const each =
  (change: (value: number) => number): MathFunction =>
  ([input]) => {
    if (typeof input === 'number') return change(input);
    const changed = (series: Series): Series => new Map([...series].map(([at, value]) => [at, change(value)]));
    if (input === undefined) throw new MathError('a function lacks its input');
    return isSeries(input) ? changed(input) : input.map(changed);
  };

/** Gives periods without data a value. */
const fill: MathFunction = ([input, value], { timestamps }) => {
  if (typeof value !== 'number') throw new MathError('FILL needs a series and a number');
  const filled = (series: Series): Series => new Map(timestamps.map((at) => [at, series.get(at) ?? value]));
  if (input === undefined || typeof input === 'number') throw new MathError('FILL needs a series and a number');
  return isSeries(input) ? filled(input) : input.map(filled);
};

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html#metric-math-syntax-functions-list */
const FUNCTIONS: Readonly<Record<string, MathFunction>> = {
  ABS: each(Math.abs),
  AVG: aggregate((values) => total(values) / values.length),
  CEIL: each(Math.ceil),
  FILL: fill,
  FLOOR: each(Math.floor),
  MAX: aggregate((values) => Math.max(...values)),
  MIN: aggregate((values) => Math.min(...values)),
  SUM: aggregate(total),
};

/** Throws MathError for a function that is not known here. */
export function call(name: string, inputs: readonly Value[], scope: MathScope): Value {
  const found = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  if (found) return found(inputs, scope);
  throw new MathError(`the function ${name} is not supported here, only ${Object.keys(FUNCTIONS).join(', ')}`);
}
