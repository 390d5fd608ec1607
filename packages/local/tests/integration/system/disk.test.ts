import { DynamoDBClient, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { ListExecutionsCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { systemClock } from '@safelight/asl/clock';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestSystem } from '#local/testing/start-system.ts';
import { SMALL_MACHINE, smallStack } from '#tests/support/small-stack.ts';
import { startSystem } from '#tests/support/system.ts';

const MB = 1 << 20;
/** The clock goes on with every change, so that what was measured before is old. */
const disk = { free: 100 * MB, code: '', ahead: 0 };
const clock = { ...systemClock, now: () => Date.now() + disk.ahead };
const become = (free: number, code = '') => {
  Object.assign(disk, { free, code });
  disk.ahead += 1_000;
};
let system: TestSystem;
beforeAll(async () => {
  const freeBytes = () => {
    if (disk.code !== '') throw Object.assign(new Error(disk.code), { code: disk.code });
    return disk.free;
  };
  system = await startSystem({ template: smallStack(), clock, freeBytes });
});
afterAll(() => system.close());

const client = () => ({ ...system, maxAttempts: 1 });
const QUEUE = () => `${system.endpoint}/000000000000/small`;

/** What would be kept, and what shows whether it was. */
const KEEPING = {
  'an upload': {
    status: 503,
    keep: (id: string) => new S3Client(client()).send(new PutObjectCommand({ Bucket: 'small', Key: id, Body: 'x' })),
    kept: async () =>
      (await new S3Client(client()).send(new ListObjectsV2Command({ Bucket: 'small' }))).Contents?.map(
        ({ Key }) => Key,
      ),
  },
  'a message': {
    status: 503,
    keep: (id: string) => new SQSClient(client()).send(new SendMessageCommand({ QueueUrl: QUEUE(), MessageBody: id })),
    kept: async () => {
      const receive = new ReceiveMessageCommand({ QueueUrl: QUEUE(), MaxNumberOfMessages: 10, VisibilityTimeout: 0 });
      return (await new SQSClient(client()).send(receive)).Messages?.map(({ Body }) => Body);
    },
  },
  'an execution': {
    status: 503,
    keep: (id: string) =>
      new SFNClient(client()).send(new StartExecutionCommand({ stateMachineArn: SMALL_MACHINE, name: id })),
    kept: async () => {
      const list = new ListExecutionsCommand({ stateMachineArn: SMALL_MACHINE });
      return (await new SFNClient(client()).send(list)).executions?.map(({ name }) => name);
    },
  },
  'an item': {
    status: 500,
    keep: (id: string) =>
      new DynamoDBClient(client()).send(new PutItemCommand({ TableName: 'small', Item: { id: { S: id } } })),
    kept: async () =>
      (await new DynamoDBClient(client()).send(new ScanCommand({ TableName: 'small' }))).Items?.map(({ id }) => id?.S),
  },
};

it('what is larger than what is left is refused before it is read, and what is there can be read and deleted', async () => {
  const s3 = new S3Client(client());
  become(10 * MB);
  const large = new PutObjectCommand({ Bucket: 'small', Key: 'large', Body: Buffer.alloc(5 * MB) });
  await expect(s3.send(large)).rejects.toMatchObject({ $metadata: { httpStatusCode: 503 } });
  await s3.send(new PutObjectCommand({ Bucket: 'small', Key: 'small', Body: 'x' }));
  become(MB);
  const small = { Bucket: 'small', Key: 'small' };
  await expect(s3.send(new PutObjectCommand({ ...small, Body: 'y' }))).rejects.toThrow('No space is left');
  expect(await (await s3.send(new GetObjectCommand(small))).Body?.transformToString()).toBe('x');
  become(100 * MB);
  await s3.send(new DeleteObjectCommand(small));
  await s3.send(new PutObjectCommand({ ...small, Body: 'y' }));
  const told = system.lines.filter((line) => line.includes('space'));
  expect(told[0]).toMatch(/^no space left on .*: uploads, sends and starts are refused/);
  expect(told.at(-1)).toMatch(/^There is space on .* again\.$/);
});

const BAD = [
  ['full', () => become(2 * MB)],
  ['read-only', () => become(0, 'EROFS')],
  ['without rights', () => become(0, 'EACCES')],
  ['gone', () => become(0, 'ENOENT')],
] as const;

describe.each(Object.entries(KEEPING))('%s', (_what, { status, keep, kept }) => {
  it.each(BAD)(
    'is refused where the disk is %s, is not there afterwards, and its name is free later',
    async (name, fail) => {
      const id = name.replace(' ', '-');
      fail();
      await expect(keep(id)).rejects.toMatchObject({ $metadata: { httpStatusCode: status } });
      // What reads may write too, such as that a message was received, and then waits.
      become(100 * MB);
      expect((await kept()) ?? []).not.toContain(id);
      await keep(id);
      expect(await kept()).toContain(id);
    },
  );
});
