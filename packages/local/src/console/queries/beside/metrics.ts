import {
  type CloudWatchClient,
  DescribeAlarmsForMetricCommand,
  type Dimension,
  GetMetricDataCommand,
  ListMetricsCommand,
  type Metric,
} from '@aws-sdk/client-cloudwatch';
import { systemClock } from '@safelight/asl/clock';
import * as z from 'zod';
import type { ConsoleRoutes } from '#local/console/extension.ts';
import { pageOf } from '#local/console/queries/execution/paging.ts';
import { windowOf } from './metric-window.ts';

/** Metrics that are read to tell which namespaces there are: CloudWatch has no list of them. */
const MOST_READ = 5_000;

const dimensions = z.array(z.object({ Name: z.string(), Value: z.string() }));

/** `GET metrics?namespace=&name=&page=`, and `GET metric?of=NAME&namespace=&dimensions=&statistic=&minutes=` with its alarms. */
export function metricRoutes(cloudwatch: CloudWatchClient): ConsoleRoutes {
  return {
    async 'GET metrics'({ query }) {
      const all = await allMetrics(cloudwatch);
      const namespace = query.get('namespace') ?? '';
      const part = (query.get('name') ?? '').toLowerCase();
      const found = all.filter(
        (metric) => metric.Namespace === namespace && JSON.stringify(metric).toLowerCase().includes(part),
      );
      const namespaces = [...new Set(all.map(({ Namespace = '' }) => Namespace))].toSorted();
      return {
        kind: 'json',
        value: { namespaces, isCut: all.length >= MOST_READ, ...pageOf(found, query.get('page')) },
        isMeasured: true,
      };
    },
    async 'GET metric'({ of: MetricName, query }) {
      const Namespace = query.get('namespace') ?? '';
      const Dimensions: Dimension[] = dimensions.parse(JSON.parse(query.get('dimensions') ?? '[]'));
      const metric = { Namespace, MetricName, Dimensions };
      const { from, to, period } = windowOf(Number(query.get('minutes')), systemClock.now());
      const MetricStat = { Metric: metric, Period: period, Stat: query.get('statistic') || 'Sum' };
      const { MetricDataResults = [] } = await cloudwatch.send(
        new GetMetricDataCommand({
          ...{ StartTime: from, EndTime: to, ScanBy: 'TimestampAscending' },
          MetricDataQueries: [{ Id: 'shown', MetricStat }],
        }),
      );
      const { MetricAlarms = [] } = await cloudwatch.send(new DescribeAlarmsForMetricCommand(metric));
      const [{ Timestamps = [], Values = [] } = {}] = MetricDataResults;
      return {
        kind: 'json',
        value: { ...metric, from, to, period, points: pointsOf(Timestamps, Values), alarms: MetricAlarms },
        isMeasured: true,
      };
    },
  };
}

async function allMetrics(cloudwatch: CloudWatchClient): Promise<readonly Metric[]> {
  const all: Metric[] = [];
  let NextToken: string | undefined;
  do {
    const page = await cloudwatch.send(new ListMetricsCommand({ NextToken }));
    all.push(...(page.Metrics ?? []));
    NextToken = page.NextToken;
  } while (NextToken !== undefined && all.length < MOST_READ);
  return all;
}

/** Values with the beginnings of their periods, the oldest first. */
export const pointsOf = (times: readonly Date[], values: readonly number[]) =>
  times
    .flatMap((time, index) => {
      const value = values[index];
      return value === undefined ? [] : [{ at: time.getTime(), value }];
    })
    .toSorted((a, b) => a.at - b.at);
