import type { Place } from '@safelight/asl/identity';
import type { Alarm, AlarmState } from '#services/cloudwatch/alarms/alarm.ts';
import { type AlarmDefinition, periodOf, watchedBy } from '#services/cloudwatch/alarms/definition.ts';
import { timestamp } from '#services/cloudwatch/alarms/reason.ts';
import type { MetricQuery, MetricStat } from '#services/cloudwatch/metric-query.ts';

/** What a topic gets when an alarm changes its state. */
export interface Notification {
  readonly subject: string;
  /** JSON as text. */
  readonly message: string;
}

const REGION_NAMES: Readonly<Record<string, string>> = { 'us-east-1': 'US East (N. Virginia)' };

/** SNS takes no longer subject. */
const MOST_CHARACTERS = 100;

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html */
export function notificationOf(
  alarm: Alarm,
  before: Pick<AlarmState, 'value'>,
  { accountId, region }: Place,
): Notification {
  const { definition, state } = alarm;
  const regionName = REGION_NAMES[region] ?? region;
  const message = {
    AlarmName: definition.AlarmName,
    AlarmDescription: definition.AlarmDescription ?? null,
    AWSAccountId: accountId,
    AlarmConfigurationUpdatedTimestamp: timestamp(alarm.configured),
    NewStateValue: state.value,
    NewStateReason: state.reason,
    StateChangeTime: timestamp(state.transitioned),
    Region: regionName,
    AlarmArn: alarm.arn,
    OldStateValue: before.value,
    OKActions: definition.OKActions,
    AlarmActions: definition.AlarmActions,
    InsufficientDataActions: definition.InsufficientDataActions,
    Trigger: triggerOf(definition),
  };
  return {
    subject: `${state.value}: "${definition.AlarmName}" in ${regionName}`.slice(0, MOST_CHARACTERS),
    message: JSON.stringify(message),
  };
}

function triggerOf(definition: AlarmDefinition): object {
  const { EvaluationPeriods, DatapointsToAlarm, ComparisonOperator, Threshold, TreatMissingData } = definition;
  const watched = watchedBy(definition);
  return {
    ...(watched.kind === 'metric' && ofMetric(definition)),
    Period: periodOf(watched),
    EvaluationPeriods,
    ...(DatapointsToAlarm !== undefined && { DatapointsToAlarm }),
    ComparisonOperator,
    Threshold,
    TreatMissingData,
    EvaluateLowSampleCountPercentile: '',
    ...(watched.kind === 'math' && { Metrics: watched.queries.map(ofQuery) }),
  };
}

const ofMetric = ({ MetricName, Namespace, Statistic, ExtendedStatistic, Unit, Dimensions }: AlarmDefinition) => ({
  MetricName,
  Namespace,
  ...(Statistic === undefined
    ? { StatisticType: 'ExtendedStatistic', ExtendedStatistic }
    : { StatisticType: 'Statistic', Statistic: Statistic.toUpperCase() }),
  Unit: Unit ?? null,
  Dimensions: inLowerCase(Dimensions),
});

const ofQuery = ({ MetricStat: stat, ...query }: MetricQuery) => ({
  ...query,
  ...(stat && { MetricStat: { ...stat, Metric: { ...stat.Metric, Dimensions: inLowerCase(stat.Metric.Dimensions) } } }),
});

const inLowerCase = (dimensions: MetricStat['Metric']['Dimensions']) =>
  dimensions.map(({ Name, Value }) => ({ value: Value, name: Name }));
