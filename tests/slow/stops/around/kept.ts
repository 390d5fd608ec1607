import {
  DescribeAlarmsCommand,
  GetMetricStatisticsCommand,
  PutMetricAlarmCommand,
  PutMetricDataCommand,
  SetAlarmStateCommand,
} from '@aws-sdk/client-cloudwatch';
import {
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  FilterLogEventsCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { expect } from 'vitest';
import type { Life } from './lives.ts';
import type { Thing } from './thing.ts';

const object = { Bucket: 'around-stops', Key: 'in-parts' };
/** The least that a part has which is not the last. */
const PART = 'x'.repeat(5 * 1024 * 1024);

async function uploadUnderWay({ clients: { s3 } }: Life) {
  const { Uploads = [] } = await s3.send(new ListMultipartUploadsCommand({ Bucket: object.Bucket }));
  const [{ UploadId } = {}] = Uploads;
  const { Parts = [] } = await s3.send(new ListPartsCommand({ ...object, UploadId }));
  return { UploadId, Parts: Parts.map(({ ETag, PartNumber, ChecksumCRC32 }) => ({ ETag, PartNumber, ChecksumCRC32 })) };
}

export const multipartUpload: Thing = {
  async first({ clients: { s3 } }) {
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ ...object, ChecksumAlgorithm: 'CRC32' }));
    await s3.send(new UploadPartCommand({ ...object, UploadId, PartNumber: 1, Body: PART }));
  },
  async second(life) {
    const { UploadId, Parts } = await uploadUnderWay(life);
    expect(Parts).toHaveLength(1);
    await life.clients.s3.send(new UploadPartCommand({ ...object, UploadId, PartNumber: 2, Body: 'end' }));
  },
  async third(life) {
    const { s3 } = life.clients;
    const { UploadId, Parts } = await uploadUnderWay(life);
    await s3.send(new CompleteMultipartUploadCommand({ ...object, UploadId, MultipartUpload: { Parts } }));
    const { Body } = await s3.send(new GetObjectCommand(object));
    expect((await Body?.transformToString())?.slice(PART.length)).toBe('end');
  },
};

const alarm = { AlarmName: 'set-off', StateValue: 'ALARM', StateReason: 'by the first life' } as const;

const isSetOff = async ({ clients }: Life) => {
  const described = await clients.metrics.send(new DescribeAlarmsCommand({ AlarmNames: [alarm.AlarmName] }));
  expect(described.MetricAlarms).toMatchObject([alarm]);
};

export const alarmState: Thing = {
  async first({ clients: { metrics } }) {
    await metrics.send(
      new PutMetricAlarmCommand({
        ...{ AlarmName: alarm.AlarmName, Namespace: 'Around', MetricName: 'Unheard', Statistic: 'Sum', Period: 60 },
        ...{ EvaluationPeriods: 1, Threshold: 1, ComparisonOperator: 'GreaterThanThreshold' },
        TreatMissingData: 'ignore',
      }),
    );
    await metrics.send(new SetAlarmStateCommand(alarm));
  },
  second: isSetOff,
  third: isSetOff,
};

const HOURS_3 = 3 * 60 * 60 * 1000;
/** When this was loaded; what is of nearly three hours ago is kept still when the third life reads it. */
const NOW = Date.now();
const MINUTES_AGO = [1, 170];

export const metricsOfThreeHours: Thing = {
  async first({ clients: { metrics } }) {
    const MetricData = MINUTES_AGO.map((minutes) => ({
      ...{ MetricName: 'Heard', Value: minutes },
      Timestamp: new Date(NOW - minutes * 60_000),
    }));
    await metrics.send(new PutMetricDataCommand({ Namespace: 'Around', MetricData }));
  },
  async third({ clients: { metrics } }) {
    const { Datapoints = [] } = await metrics.send(
      new GetMetricStatisticsCommand({
        ...{ Namespace: 'Around', MetricName: 'Heard', Statistics: ['Sum'], Period: 60 },
        ...{ StartTime: new Date(NOW - HOURS_3), EndTime: new Date(NOW + 60_000) },
      }),
    );
    expect(Datapoints.map(({ Sum }) => Sum).toSorted()).toEqual(MINUTES_AGO);
  },
};

const stream = { logGroupName: '/around', logStreamName: 'lives' };

const write = ({ clients }: Life, message: string) =>
  clients.logs.send(new PutLogEventsCommand({ ...stream, logEvents: [{ timestamp: Date.now(), message }] }));

export const logStream: Thing = {
  async first(life) {
    const { logs } = life.clients;
    await logs.send(new CreateLogGroupCommand({ logGroupName: stream.logGroupName }));
    await logs.send(new CreateLogStreamCommand(stream));
    await write(life, 'first');
  },
  second: (life) => write(life, 'second'),
  async third({ clients: { logs } }) {
    const { events } = await logs.send(new FilterLogEventsCommand({ logGroupName: stream.logGroupName }));
    expect(events?.map(({ message }) => message)).toEqual(['first', 'second']);
  },
};
