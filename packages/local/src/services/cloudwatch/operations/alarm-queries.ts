import * as z from 'zod';
import type { Operations } from '#gateway/dispatch/operation.ts';
import { others } from '#gateway/dispatch/taking.ts';
import { metricKey } from '#local/metrics/metric.ts';
import type { Alarm } from '#services/cloudwatch/alarms/alarm.ts';
import { type Alarms, alarmArn } from '#services/cloudwatch/alarms/alarms.ts';
import { watchedBy } from '#services/cloudwatch/alarms/definition.ts';
import { invalidNextToken } from '#services/cloudwatch/errors.ts';
import { byName, dimensions, instant, list, number } from '#services/cloudwatch/input.ts';
import type { AlarmDeps } from '#services/cloudwatch/operations/alarm-operations.ts';
import { on, onAll } from '#services/cloudwatch/operations/operation.ts';
import { page } from '#services/cloudwatch/paging.ts';

const alarmTypes = list(z.enum(['MetricAlarm', 'CompositeAlarm'])).default(['MetricAlarm']);
const paged = { MaxRecords: number.pipe(z.int().min(1).max(100)).default(50), NextToken: z.string().optional() };

const describe = z
  .strictObject({
    AlarmNames: list(z.string()).optional(),
    AlarmNamePrefix: z.string().default(''),
    AlarmTypes: alarmTypes,
    StateValue: z.enum(['OK', 'ALARM', 'INSUFFICIENT_DATA']).optional(),
    ActionPrefix: z.string().optional(),
    ...paged,
  })
  .register(others, { refused: ['ChildrenOfAlarmName', 'ParentsOfAlarmName'] });

const ofMetric = z
  .strictObject({ Namespace: z.string(), MetricName: z.string(), Dimensions: dimensions })
  .register(others, { refused: ['Statistic', 'ExtendedStatistic', 'Period', 'Unit'] });

const history = z
  .strictObject({
    AlarmName: z.string().optional(),
    AlarmTypes: alarmTypes,
    HistoryItemType: z.enum(['ConfigurationUpdate', 'StateUpdate', 'Action']).optional(),
    StartDate: instant.optional(),
    EndDate: instant.optional(),
    ScanBy: z.enum(['TimestampDescending', 'TimestampAscending']).default('TimestampDescending'),
    ...paged,
  })
  .register(others, { refused: ['AlarmContributorId'] });

/** The operations that ask about alarms, by name. */
export function alarmQueries({ alarms, place }: Pick<AlarmDeps, 'alarms' | 'place'>): Operations {
  const all = () => [alarmArn(place, '*')];
  return {
    DescribeAlarms: on('DescribeAlarms', all, describe, (wanted) => {
      const found = alarms.all().filter((alarm) => isWanted(alarm, wanted));
      const { items, NextToken } = page(found, wanted.MaxRecords, wanted.NextToken, invalidNextToken);
      return { MetricAlarms: items.map(shown), CompositeAlarms: [], ...(NextToken !== undefined && { NextToken }) };
    }),
    DescribeAlarmsForMetric: onAll('DescribeAlarmsForMetric', ofMetric, ({ Namespace, MetricName, Dimensions }) => {
      const key = metricKey({ namespace: Namespace, name: MetricName, dimensions: byName(Dimensions) });
      return {
        MetricAlarms: alarms
          .all()
          .filter((alarm) => watchesMetric(alarm, key))
          .map(shown),
      };
    }),
    DescribeAlarmHistory: on('DescribeAlarmHistory', all, history, (wanted) => {
      const items = historyItems(alarms, wanted);
      const ordered = wanted.ScanBy === 'TimestampAscending' ? items.toReversed() : items;
      const { items: AlarmHistoryItems, NextToken } = page(
        ordered,
        wanted.MaxRecords,
        wanted.NextToken,
        invalidNextToken,
      );
      return { AlarmHistoryItems, ...(NextToken !== undefined && { NextToken }) };
    }),
  };
}

function isWanted({ definition, state }: Alarm, wanted: z.output<typeof describe>): boolean {
  const { AlarmName, AlarmActions, OKActions, InsufficientDataActions } = definition;
  const actions = [AlarmActions, OKActions, InsufficientDataActions].flat();
  const { ActionPrefix: prefix } = wanted;
  return (
    wanted.AlarmTypes.includes('MetricAlarm') &&
    (wanted.AlarmNames?.includes(AlarmName) ?? true) &&
    AlarmName.startsWith(wanted.AlarmNamePrefix) &&
    (wanted.StateValue ?? state.value) === state.value &&
    (prefix === undefined || actions.some((arn) => arn.startsWith(prefix)))
  );
}

function watchesMetric({ definition }: Alarm, key: string): boolean {
  const watched = watchedBy(definition);
  const stats =
    watched.kind === 'metric' ? [watched.stat] : watched.queries.flatMap(({ MetricStat }) => MetricStat ?? []);
  return stats.some(({ Metric: { Namespace, MetricName, Dimensions } }) => {
    return metricKey({ namespace: Namespace, name: MetricName, dimensions: byName(Dimensions) }) === key;
  });
}

function historyItems(alarms: Alarms, wanted: z.output<typeof history>) {
  const { AlarmName, HistoryItemType, StartDate = 0, EndDate = Number.POSITIVE_INFINITY } = wanted;
  return alarms
    .all()
    .filter(({ definition }) => (AlarmName ?? definition.AlarmName) === definition.AlarmName)
    .flatMap(({ definition, history: items }) => items.map((item) => ({ ...item, name: definition.AlarmName })))
    .filter(({ type, at }) => (HistoryItemType ?? type) === type && at >= StartDate && at <= EndDate)
    .sort((a, b) => b.at - a.at)
    .map(({ name, at, type, summary, data }) => ({
      AlarmName: name,
      AlarmType: 'MetricAlarm',
      Timestamp: new Date(at),
      HistoryItemType: type,
      HistorySummary: summary,
      HistoryData: data,
    }));
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricAlarm.html */
function shown({ arn, definition: { Tags: _, Metrics, ...definition }, configured, state }: Alarm) {
  return {
    ...definition,
    ...(Metrics.length > 0 && { Metrics }),
    AlarmArn: arn,
    AlarmConfigurationUpdatedTimestamp: new Date(configured),
    StateValue: state.value,
    StateReason: state.reason,
    StateReasonData: state.reasonData,
    StateUpdatedTimestamp: new Date(state.updated),
    StateTransitionedTimestamp: new Date(state.transitioned),
  };
}
