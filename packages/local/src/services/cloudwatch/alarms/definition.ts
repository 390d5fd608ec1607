import * as z from 'zod';
import { others } from '#gateway/dispatch/taking.ts';
import { UNITS } from '#local/metrics/metric.ts';
import { validationError } from '#services/cloudwatch/errors.ts';
import { boolean, dimensions, list, number } from '#services/cloudwatch/input.ts';
import { type MetricQuery, type MetricStat, metricQueries } from '#services/cloudwatch/metric-query.ts';
import { STATISTICS, statistic } from '#services/cloudwatch/statistics.ts';

const texts = list(z.string()).default([]);
const wholeFromOne = number.pipe(z.int().min(1));

export const COMPARISONS = [
  'GreaterThanOrEqualToThreshold',
  'GreaterThanThreshold',
  'LessThanThreshold',
  'LessThanOrEqualToThreshold',
] as const;

/**
 * The input of PutMetricAlarm, which CloudFormation's properties are as well.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
 */
export const alarmDefinition = z
  .strictObject({
    AlarmName: z.string().min(1).max(255),
    AlarmDescription: z.string().max(1024).optional(),
    ActionsEnabled: boolean.default(true),
    AlarmActions: texts,
    OKActions: texts,
    InsufficientDataActions: texts,
    Namespace: z.string().optional(),
    MetricName: z.string().optional(),
    Dimensions: dimensions,
    Statistic: z.enum(STATISTICS).optional(),
    ExtendedStatistic: z.string().optional(),
    Unit: z.enum(UNITS).optional(),
    Period: wholeFromOne.optional(),
    Metrics: metricQueries.default([]),
    EvaluationPeriods: wholeFromOne,
    DatapointsToAlarm: wholeFromOne.optional(),
    Threshold: number,
    ComparisonOperator: z.enum(COMPARISONS),
    TreatMissingData: z.enum(['breaching', 'notBreaching', 'ignore', 'missing']).default('missing'),
    Tags: list(z.strictObject({ Key: z.string(), Value: z.string() })).default([]),
  })
  .register(others, {
    refused: [
      'ThresholdMetricId',
      'EvaluateLowSampleCountPercentile',
      'EvaluationWindow',
      'WarmUpConfiguration',
      'EvaluationCriteria',
      'EvaluationInterval',
      'ActionConfiguration',
    ],
  });

export type AlarmDefinition = z.output<typeof alarmDefinition>;

/** What an alarm watches: one metric, or what an expression makes of several. */
export type Watched =
  | { readonly kind: 'metric'; readonly stat: MetricStat }
  | { readonly kind: 'math'; readonly queries: readonly MetricQuery[]; readonly returned: MetricQuery };

/** Throws ValidationError where the definition names neither one metric nor one result. */
export function watchedBy(definition: AlarmDefinition): Watched {
  const { Metrics: queries, Namespace, MetricName, Dimensions, Unit, Period } = definition;
  if (queries.length > 0) {
    if (MetricName !== undefined) throw validationError('An alarm has either a MetricName or Metrics, not both');
    const [returned, ...others] = queries.filter(({ ReturnData }) => ReturnData);
    if (!returned || others.length > 0) throw validationError('Exactly one of the Metrics must have ReturnData');
    return { kind: 'math', queries, returned };
  }
  const Stat = definition.Statistic ?? definition.ExtendedStatistic;
  if (Namespace === undefined || MetricName === undefined || Stat === undefined || Period === undefined)
    throw validationError(
      'An alarm needs a Namespace, MetricName, Statistic or ExtendedStatistic, and Period, or Metrics',
    );
  const Metric = { Namespace, MetricName, Dimensions };
  return { kind: 'metric', stat: { Metric, Stat, Period, ...(Unit !== undefined && { Unit }) } };
}

/** In seconds. An expression takes the period of its metrics, which is the same for all. */
export function periodOf(watched: Watched): number {
  if (watched.kind === 'metric') return watched.stat.Period;
  return periodsOf(watched)[0] ?? 60;
}

function periodsOf(watched: Watched): readonly number[] {
  if (watched.kind === 'metric') return [watched.stat.Period];
  return watched.queries.flatMap(({ MetricStat, Period }) => MetricStat?.Period ?? Period ?? []);
}

const WEEK_SECONDS = 604_800;

/** Throws ValidationError for what CloudWatch refuses, and for what cannot be evaluated here. */
export function checkDefinition(definition: AlarmDefinition): void {
  const watched = watchedBy(definition);
  const periods = new Set(periodsOf(watched));
  const [period = 60] = periods;
  const { EvaluationPeriods, DatapointsToAlarm = 1 } = definition;
  if (periods.size > 1) throw validationError('Metrics of different periods in one alarm are not supported here');
  if (![10, 20, 30].includes(period) && period % 60 !== 0)
    throw validationError('The Period must be 10, 20, 30 or a multiple of 60');
  if (period * EvaluationPeriods > WEEK_SECONDS)
    throw validationError('Metrics cannot be checked across more than seven days (EvaluationPeriods * Period)');
  if (DatapointsToAlarm > EvaluationPeriods)
    throw validationError('DatapointsToAlarm must not be greater than EvaluationPeriods');
  for (const stat of statisticsOf(watched)) {
    if (!statistic(stat)) throw validationError(`The statistic ${stat} is not supported here`);
  }
  checkActions(definition);
}

const statisticsOf = (watched: Watched): readonly string[] =>
  watched.kind === 'metric' ? [watched.stat.Stat] : watched.queries.flatMap(({ MetricStat }) => MetricStat?.Stat ?? []);

function checkActions({ AlarmActions, OKActions, InsufficientDataActions }: AlarmDefinition): void {
  const actions = [AlarmActions, OKActions, InsufficientDataActions].flat();
  if (actions.length > 15) throw validationError('An alarm has at most five actions for each state');
  const other = actions.find((arn) => arn.split(':')[2] !== 'sns');
  if (other !== undefined) throw validationError(`The action ${other} is not supported here, only topics of SNS are`);
}
