import {
  type CloudWatchClient,
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  GetMetricDataCommand,
  type MetricAlarm,
  type MetricDataQuery,
} from '@aws-sdk/client-cloudwatch';
import { systemClock } from '@safelight/asl/clock';
import type { ConsoleRoutes } from '#local/console/extension.ts';
import { windowOf } from './metric-window.ts';
import { pointsOf } from './metrics.ts';

const ALARMS = 100;
const HISTORY = 50;

/** `GET alarms?after=`, and `GET alarm?of=NAME&minutes=`: what it watches, beside its threshold, and what became of it. */
export function alarmRoutes(cloudwatch: CloudWatchClient): ConsoleRoutes {
  return {
    async 'GET alarms'({ query }) {
      const list = new DescribeAlarmsCommand({ MaxRecords: ALARMS, NextToken: query.get('after') || undefined });
      const { MetricAlarms = [], NextToken: next } = await cloudwatch.send(list);
      return { kind: 'json', value: { rows: MetricAlarms.map(alarmRow), next } };
    },
    async 'GET alarm'({ of: name, query }) {
      const { MetricAlarms = [] } = await cloudwatch.send(new DescribeAlarmsCommand({ AlarmNames: [name] }));
      const [alarm] = MetricAlarms;
      if (!alarm) throw new Error(`There is no alarm ${name}.`);
      const history = new DescribeAlarmHistoryCommand({ AlarmName: name, MaxRecords: HISTORY });
      const { AlarmHistoryItems = [] } = await cloudwatch.send(history);
      const watched = await watchedBy(cloudwatch, alarm, Number(query.get('minutes')));
      return { kind: 'json', value: { alarm, history: AlarmHistoryItems, ...watched }, isMeasured: true };
    },
  };
}

const alarmRow = (alarm: MetricAlarm) => {
  const { AlarmName, AlarmDescription, StateValue, StateReason, StateUpdatedTimestamp } = alarm;
  return { AlarmName, AlarmDescription, StateValue, StateReason, StateUpdatedTimestamp };
};

/** The metric of an alarm, or the result of its expression. */
async function watchedBy(cloudwatch: CloudWatchClient, alarm: MetricAlarm, minutes: number) {
  const queries = queriesOf(alarm);
  const periods = queries.flatMap(({ Period, MetricStat }) => Period ?? MetricStat?.Period ?? []);
  const { from, to, period } = windowOf(minutes, systemClock.now(), Math.max(60, ...periods));
  const asked = { StartTime: from, EndTime: to, ScanBy: 'TimestampAscending', MetricDataQueries: queries } as const;
  const { MetricDataResults = [] } = await cloudwatch.send(new GetMetricDataCommand(asked));
  const [{ Timestamps = [], Values = [] } = {}] = MetricDataResults;
  return { from, to, period, points: pointsOf(Timestamps, Values) };
}

function queriesOf(alarm: MetricAlarm): MetricDataQuery[] {
  const { Metrics, Namespace, MetricName, Dimensions, Period, Statistic, ExtendedStatistic } = alarm;
  if (Metrics !== undefined && Metrics.length > 0) return Metrics;
  const MetricStat = {
    Metric: { Namespace, MetricName, Dimensions },
    Period,
    Stat: ExtendedStatistic ?? Statistic,
  };
  return [{ Id: 'watched', MetricStat }];
}
