import { localPlace } from '@safelight/asl/identity';
import { ManualClock } from '@safelight/asl/testing/manual-clock';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { MetricStore } from '#services/cloudwatch/metrics/metric-store.ts';
import { type CloudWatchService, createCloudWatchService } from '#services/cloudwatch/service.ts';
import { type Database, IN_MEMORY, openDatabase } from '#store/database.ts';

const topic = (name: string) => `arn:aws:sns:us-east-1:000000000000:${name}`;
const definition = {
  ...{
    AlarmName: 'a',
    Namespace: 'n',
    MetricName: 'm',
    Statistic: 'Sum',
    Period: 60,
    EvaluationPeriods: 1,
    Threshold: 1,
  },
  ...{ ComparisonOperator: 'GreaterThanThreshold', AlarmActions: ['one', 'two'].map(topic), OKActions: [topic('one')] },
};

let database: Database;
let told: string[];
let open: CloudWatchService[];
beforeEach(() => {
  database = openDatabase({ file: IN_MEMORY });
  told = [];
  open = [];
});
afterEach(() => {
  for (const service of open) service.close();
  database.close();
});

/** What an earlier one kept goes on. `hears` says how a topic answers: never, where it does not. */
function start(hears: (name: string) => boolean = () => true): CloudWatchService {
  const service = createCloudWatchService({
    ...{ database, place: localPlace, ids: { uuid: () => 'id' }, authorize: () => {}, sample: () => {} },
    clock: new ManualClock(),
    metrics: new MetricStore(new ManualClock()),
    ports: {
      publish: () => {},
      async notify(topicArn, { subject, message }) {
        const name = topicArn.split(':').at(-1) ?? '';
        if (!hears(name)) await new Promise(() => {});
        told.push(`${name}: ${subject.split(' ')[0]} was ${JSON.parse(message).OldStateValue}`);
      },
      log: () => {},
    },
  });
  service.start();
  open.push(service);
  return service;
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

async function raise(service: CloudWatchService, StateValue = 'ALARM') {
  await service.call('SetAlarmState', { AlarmName: 'a', StateValue, StateReason: 'a test' });
  await settle();
}

const stateOf = async (service: CloudWatchService) => {
  const { MetricAlarms } = await service.call('DescribeAlarms', {});
  return Array.isArray(MetricAlarms) ? MetricAlarms[0] : undefined;
};

it.each<[what: string, hears: (name: string) => boolean, change: object | undefined, again: readonly string[]]>([
  ['who had been told is not told again', () => true, undefined, []],
  ['who had not been told is', (name) => name === 'two', undefined, ['one: ALARM: was INSUFFICIENT_DATA']],
  [
    'all are where nobody had been told',
    () => false,
    undefined,
    ['one: ALARM: was INSUFFICIENT_DATA', 'two: ALARM: was INSUFFICIENT_DATA'],
  ],
  ['nobody is told of a state by actions that are newer than it', () => false, { Threshold: 2 }, []],
  ['nobody is told where actions are off', () => false, { ActionsEnabled: false }, []],
])('after a restart an alarm has its state and history, and %s', async (_, hears, change, again) => {
  const first = start(hears);
  await first.call('PutMetricAlarm', definition);
  await raise(first);
  if (change) await first.call('PutMetricAlarm', { ...definition, ...change });
  const before = await stateOf(first);
  expect(before).toMatchObject({ StateValue: 'ALARM', StateReason: 'a test' });
  told = [];

  const second = start();
  await settle();
  expect(await stateOf(second)).toEqual(before);
  expect(told.toSorted()).toEqual(again);
  told = [];
  start();
  await settle();
  expect(told).toEqual([]);
});

it('an alarm that has never changed its state tells nobody', async () => {
  await start().call('PutMetricAlarm', definition);
  start();
  await settle();
  expect(told).toEqual([]);
});
