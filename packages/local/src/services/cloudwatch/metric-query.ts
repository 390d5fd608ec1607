import * as z from 'zod';
import { UNITS } from '#local/metrics/metric.ts';
import { boolean, byName, dimensions, list, number } from '#services/cloudwatch/input.ts';
import { evaluate, oneSeries } from '#services/cloudwatch/math/evaluate.ts';
import { MathError } from '#services/cloudwatch/math/math-error.ts';
import { parseExpression } from '#services/cloudwatch/math/parse.ts';
import type { MathScope, Series } from '#services/cloudwatch/math/value.ts';
import type { MetricStore, Range } from '#services/cloudwatch/metrics/metric-store.ts';
import { statistic } from '#services/cloudwatch/statistics.ts';

const metricStat = z.strictObject({
  Metric: z.strictObject({ Namespace: z.string().min(1), MetricName: z.string().min(1), Dimensions: dimensions }),
  Period: number,
  Stat: z.string(),
  Unit: z.enum(UNITS).optional(),
});

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDataQuery.html */
export const metricQuery = z.strictObject({
  Id: z.string().regex(/^[a-z]\w*$/),
  MetricStat: metricStat.optional(),
  Expression: z.string().optional(),
  Label: z.string().optional(),
  ReturnData: boolean.default(true),
  Period: number.optional(),
});

export const metricQueries = list(metricQuery);

export type MetricStat = z.output<typeof metricStat>;
export type MetricQuery = z.output<typeof metricQuery>;

/** The values of one metric. Throws MathError for a statistic that is not known here. */
export function seriesOf(store: MetricStore, { Metric, Stat, Unit }: MetricStat, range: Range): Series {
  const take = statistic(Stat);
  if (!take) throw new MathError(`the statistic ${Stat} is not supported here`);
  const id = { namespace: Metric.Namespace, name: Metric.MetricName, dimensions: byName(Metric.Dimensions) };
  const values = [...store.periods(id, range, Unit)].flatMap(([at, distribution]) => {
    const value = take(distribution);
    return value === undefined ? [] : [[at, value] as const];
  });
  return new Map(values);
}

/** Computes what queries ask for, each of which may build on others. Throws MathError. */
export function computeQueries(store: MetricStore, queries: readonly MetricQuery[], range: Range) {
  const known = new Map<string, Series>();
  const open = new Set<string>();
  const scope: MathScope = { timestamps: [...startsIn(range)], find: (id) => known.get(id) ?? compute(id) };

  function compute(id: string): Series {
    const query = queries.find(({ Id }) => Id === id);
    if (!query) throw new MathError(`there is no metric or expression ${id}`);
    if (open.has(id)) throw new MathError(`${id} is computed from itself`);
    open.add(id);
    const series = seriesOfQuery(query);
    open.delete(id);
    known.set(id, series);
    return series;
  }

  function seriesOfQuery({ Id, MetricStat: stat, Expression }: MetricQuery): Series {
    if (stat) return seriesOf(store, stat, range);
    if (Expression === undefined) throw new MathError(`${Id} has neither a MetricStat nor an Expression`);
    return oneSeries(evaluate(parseExpression(Expression), scope), scope);
  }

  return { find: scope.find, timestamps: scope.timestamps };
}

function* startsIn({ from, to, periodMs }: Range): Generator<number> {
  for (let at = from; at < to; at += periodMs) yield at;
}
