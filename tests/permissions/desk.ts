import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { SFNClient } from '@aws-sdk/client-sfn';
import { GetQueueAttributesCommand, GetQueueUrlCommand, SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { systemClock } from '@safelight/asl/clock';
import type { System } from '@safelight/local/system';
import type { Editor } from '#tests/permissions/editor.ts';
import { type Permission, permissionsIn } from '#tests/permissions/permission.ts';

/** What flows work with: the clients of a user, and a way to break something for a while. */
export interface Desk {
  readonly cloudwatch: CloudWatchClient;
  readonly s3: S3Client;
  readonly scheduler: SchedulerClient;
  readonly lambda: LambdaClient;
  readonly states: SFNClient;
  readonly documents: DynamoDBDocumentClient;
  readonly ordersTable: string;
  readonly stockTable: string;
  readonly imagesTable: string;
  readonly sourceBucket: string;
  readonly workBucket: string;
  now(): number;
  arnOf(machine: string): string;
  /** Resolves once `look` finds something; rejects when the flow is over. */
  until<T>(look: () => Promise<T | undefined>, signal: AbortSignal): Promise<T>;
  pause(ms: number, signal: AbortSignal): Promise<void>;
  /** How many messages wait in a queue. */
  messagesIn(queue: string): Promise<number>;
  /** Does something while a role, known by the end of its name, lacks an action. */
  lacking<T>(role: string, action: string, work: () => Promise<T>): Promise<T>;
}

const LOOK_EVERY_MS = 100;

export function openDesk({ endpoint, credentials, region, policies }: System, editor: Editor): Desk {
  const config = { endpoint, credentials, region };
  const sqs = new SQSClient(config);
  return {
    cloudwatch: new CloudWatchClient(config),
    s3: new S3Client(config),
    scheduler: new SchedulerClient(config),
    lambda: new LambdaClient(config),
    states: new SFNClient(config),
    documents: DynamoDBDocumentClient.from(new DynamoDBClient(config)),
    ordersTable: 'darkroom-dev-orders',
    stockTable: 'darkroom-dev-stock',
    imagesTable: 'darkroom-dev-images',
    sourceBucket: 'darkroom-dev-000000000000-source',
    workBucket: 'darkroom-dev-000000000000-work',
    now: Date.now,
    arnOf: (machine) => `arn:aws:states:${region}:000000000000:stateMachine:darkroom-dev-${machine}`,
    async until(look, signal) {
      for (;;) {
        const found = await look();
        if (found !== undefined) return found;
        await systemClock.sleep(LOOK_EVERY_MS, signal);
      }
    },
    pause: (ms, signal) => systemClock.sleep(ms, signal),
    async messagesIn(queue) {
      const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: `darkroom-dev-${queue}` }));
      const asked = 'ApproximateNumberOfMessages';
      const call = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [asked] });
      return Number((await sqs.send(call)).Attributes?.[asked]);
    },
    async lacking(role, action, work) {
      const isMeant = ({ holder, action: name }: Permission) => holder.arn.endsWith(`-${role}`) && name === action;
      const giveBack = permissionsIn(policies)
        .filter(isMeant)
        .map((permission) => editor.remove(permission));
      try {
        return await work();
      } finally {
        for (const give of giveBack) give();
      }
    },
  };
}
