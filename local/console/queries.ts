import { Readable } from 'node:stream';
import { type CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { Lab } from '#local/lab/lab.ts';
import { orderOf } from '#local/lab/order.ts';
import { outcomeOf } from '#local/lab/outcome.ts';
import { createRunQueries } from './run-queries.ts';

/** What the page asks for. Everything goes through the same SDK clients that a user would take. */
export interface ConsoleQueries {
  photos(): Promise<unknown>;
  orders(): Promise<unknown>;
  executions(): Promise<unknown>;
  alarms(): Promise<unknown>;
  execution(arn: string): Promise<unknown>;
  variant(key: string): Promise<{ readonly type: string; readonly body: Readable }>;
  upload(key: string, body: Readable, bytes: number): Promise<void>;
}

const NEWEST = 60;

export function createQueries({ s3, dynamodb, states, names }: Lab, cloudwatch: CloudWatchClient): ConsoleQueries {
  const runs = createRunQueries(states);
  return {
    async alarms() {
      const { MetricAlarms = [] } = await cloudwatch.send(new DescribeAlarmsCommand({ MaxRecords: 100 }));
      return MetricAlarms.map(({ AlarmName, AlarmDescription, StateValue, StateReason, StateUpdatedTimestamp }) => {
        return { AlarmName, AlarmDescription, StateValue, StateReason, StateUpdatedTimestamp };
      });
    },
    async photos() {
      const { Items = [] } = await dynamodb.send(new ScanCommand({ TableName: names.imagesTable, Limit: 500 }));
      const photos = Items.map((row) => outcomeOf(String(row.key), row) ?? developing(row));
      return photos.toSorted((a, b) => Math.sign(b.updatedAt - a.updatedAt) || 0).slice(0, NEWEST);
    },
    async orders() {
      const { Items = [] } = await dynamodb.send(new ScanCommand({ TableName: names.ordersTable, Limit: 500 }));
      const orders = Items.map(orderOf);
      return orders.toSorted((a, b) => b.placedAt.localeCompare(a.placedAt)).slice(0, NEWEST);
    },
    executions: () => runs.newest(NEWEST),
    execution: (arn) => runs.one(arn),
    async variant(key) {
      const { Body, ContentType } = await s3.send(new GetObjectCommand({ Bucket: names.outputBucket, Key: key }));
      if (!(Body instanceof Readable)) throw new Error(`${key} came without a body.`);
      return { type: ContentType ?? 'application/octet-stream', body: Body };
    },
    async upload(key, body, bytes) {
      if (key === '') throw new Error('An upload needs a name.');
      await s3.send(new PutObjectCommand({ Bucket: names.sourceBucket, Key: key, Body: body, ContentLength: bytes }));
    },
  };
}

/** What is not over is newer than all that is. */
const developing = ({ key, executionArn }: Readonly<Record<string, unknown>>) => ({
  key: String(key),
  status: 'DEVELOPING',
  ...(typeof executionArn === 'string' && { executionArn }),
  variants: [],
  metadata: {},
  updatedAt: Infinity,
});
