import { localPlace, systemIds } from '@safelight/asl/identity';
import type { JsonObject } from '@safelight/asl/json';
import { ManualClock } from '@safelight/asl/testing/manual-clock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MetricStore } from '#services/cloudwatch/metrics/metric-store.ts';
import { type CloudWatchService, createCloudWatchService } from '#services/cloudwatch/service.ts';
import { type Database, IN_MEMORY, openDatabase } from '#store/database.ts';
import { cloudWatchAlarmType } from '#template/resources/cloudwatch/aws-cloudwatch-alarm.ts';
import { cloudWatchDashboardType } from '#template/resources/cloudwatch/aws-cloudwatch-dashboard.ts';

let database: Database;
let cloudwatch: CloudWatchService;

/** CloudWatch on what an earlier one may have left. */
function open(): void {
  const clock = new ManualClock();
  cloudwatch = createCloudWatchService({
    ...{ database, clock, ids: systemIds, place: localPlace, authorize: () => undefined },
    metrics: new MetricStore(clock),
    ports: { publish: () => undefined, notify: () => Promise.resolve(), log: () => undefined },
    sample: () => undefined,
  });
}

beforeEach(() => {
  database = openDatabase({ file: IN_MEMORY });
  open();
});
afterEach(() => {
  cloudwatch.close();
  database.close();
});

const apply = async (properties: JsonObject) =>
  cloudWatchAlarmType(cloudwatch).apply({
    logicalId: 'Watcher',
    type: 'AWS::CloudWatch::Alarm',
    stackName: 'dev',
    properties,
  });
const described = async () => (await cloudwatch.call('DescribeAlarms', {})).MetricAlarms;

const metric = { Namespace: 'Own', MetricName: 'Tried', Statistic: 'Sum', Period: 60 };
const limits = { EvaluationPeriods: 1, Threshold: 1, ComparisonOperator: 'GreaterThanThreshold' };
const valid = { ...metric, ...limits };

describe('an alarm', () => {
  it('is named after its resource, takes numbers as text, keeps its state, and can be removed', async () => {
    const { ref, attributes } = await apply({ ...valid, Threshold: '7', ActionsEnabled: 'false' });
    expect([ref, attributes]).toEqual([
      'dev-Watcher',
      { Arn: 'arn:aws:cloudwatch:us-east-1:000000000000:alarm:dev-Watcher' },
    ]);
    await cloudwatch.call('SetAlarmState', { AlarmName: 'dev-Watcher', StateValue: 'ALARM', StateReason: 'Trying' });
    cloudwatch.close();
    open();
    await apply({ ...valid, Threshold: 8 });
    expect(await described()).toMatchObject([{ Threshold: 8, StateValue: 'ALARM', StateReason: 'Trying' }]);
    const former = {
      logicalId: 'Watcher',
      type: 'AWS::CloudWatch::Alarm',
      stackName: 'dev',
      physicalId: 'dev-Watcher',
    };
    await cloudWatchAlarmType(cloudwatch).remove?.({ ...former, properties: {} });
    expect(await described()).toEqual([]);
  });

  it.each<[string, JsonObject, RegExp]>([
    ['no metric', limits, /needs a Namespace/],
    [
      'no threshold',
      { ...metric, EvaluationPeriods: 1, ComparisonOperator: 'GreaterThanThreshold' },
      /'threshold' .*: Member must not be null$/,
    ],
    ['a period that is none', { ...valid, Period: 45 }, /10, 20, 30 or a multiple of 60/],
    ['more data points than periods', { ...valid, DatapointsToAlarm: 2 }, /DatapointsToAlarm must not be greater/],
    ['too many periods', { ...valid, EvaluationPeriods: 20_000 }, /seven days/],
    ['an action that is no topic', { ...valid, AlarmActions: ['arn:aws:lambda:a:b:c'] }, /only topics of SNS are/],
    [
      'a trimmed mean',
      { ...metric, ...limits, Statistic: 'tm90' },
      /'statistic' .*: Member must satisfy enum value set: /,
    ],
    ['a trimmed mean, extended', { ...limits, ...metric, Statistic: null, ExtendedStatistic: 'tm90' }, /'statistic'/],
    ['an anomaly band', { ...valid, ThresholdMetricId: 'band' }, /^ThresholdMetricId is not supported here$/],
    [
      'an expression that is not known',
      { ...limits, Metrics: [{ Id: 'e', Expression: 'RATE(m)' }, queryOf('m', false)] },
      /the function RATE is not supported here/,
    ],
    ['two results', { ...limits, Metrics: [queryOf('a', true), queryOf('b', true)] }, /Exactly one of the Metrics/],
    ['a metric that is not there', { ...limits, Metrics: [{ Id: 'e', Expression: 'a' }] }, /no metric or expression a/],
    [
      'an expression of itself',
      { ...limits, Metrics: [{ Id: 'e', Expression: 'e + 1' }] },
      /e is computed from itself/,
    ],
  ])('with %s is refused', async (_, properties, message) => {
    await expect(apply(properties)).rejects.toThrow(message);
  });
});

function queryOf(Id: string, ReturnData: boolean): JsonObject {
  return { Id, ReturnData, MetricStat: { Metric: { Namespace: 'Own', MetricName: Id }, Period: 60, Stat: 'Sum' } };
}

it('a dashboard is kept as it was written', async () => {
  const DashboardBody = JSON.stringify({ widgets: [] });
  const dashboard = cloudWatchDashboardType(cloudwatch);
  const resource = { logicalId: 'Page', type: dashboard.type, stackName: 'dev' };
  expect(await dashboard.apply({ ...resource, properties: { DashboardBody } })).toMatchObject({ ref: 'dev-Page' });
  expect(await cloudwatch.call('GetDashboard', { DashboardName: 'dev-Page' })).toMatchObject({ DashboardBody });
  await expect(Promise.resolve(dashboard.apply({ ...resource, properties: { DashboardBody: '{}' } }))).rejects.toThrow(
    'not JSON with widgets',
  );
  await dashboard.remove?.({ ...resource, physicalId: 'dev-Page', properties: {} });
  await expect(cloudwatch.call('GetDashboard', { DashboardName: 'dev-Page' })).rejects.toThrow('does not exist');
});
