import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { DeleteRolePolicyCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { ListExecutionsCommand } from '@aws-sdk/client-sfn';
import { GetQueueAttributesCommand, GetQueueUrlCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Lab } from '#lab/lab.ts';
import { scene } from '#tests/support/pictures.ts';
import { root } from '#tests/support/root.ts';
import { startSystem, type TestLab } from '#tests/support/system.ts';

const KEYS = ['a.jpg', 'b.jpg', 'c.jpg'];
const BROKEN = { RoleName: 'darkroom-dev-image-events', PolicyName: 'broken' };
/** However busy the machine. */
const PATIENCE = { timeout: 280_000, interval: 250 };

let system: TestLab;
let lab: Lab;
let sqs: SQSClient;
let QueueUrl: string;

beforeAll(async () => {
  system = await startSystem();
  lab = await system.lab();
  sqs = new SQSClient(system);
  const named = new GetQueueUrlCommand({ QueueName: 'darkroom-dev-image-events-dead-letter' });
  QueueUrl = (await sqs.send(named)).QueueUrl ?? '';
});
afterAll(async () => {
  sqs.destroy();
  await system.close();
});

/** Messages in the dead-letter queue, seen or not. */
async function deadLetters(): Promise<number> {
  const names = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...names] }));
  return names.reduce((sum, name) => sum + Number(Attributes?.[name]), 0);
}

async function executions(): Promise<number> {
  const list = new ListExecutionsCommand({ stateMachineArn: lab.names.imageProcessing });
  return (await lab.states.send(list)).executions?.length ?? 0;
}

/** The command as an operator runs it: its exit code, and its lines. */
const resend = (...words: readonly string[]): Promise<{ readonly code: unknown; readonly lines: readonly string[] }> =>
  new Promise((resolve) => {
    const env = {
      ...process.env,
      AWS_ENDPOINT_URL: system.endpoint,
      AWS_REGION: system.region,
      AWS_ACCESS_KEY_ID: system.credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: system.credentials.secretAccessKey,
    };
    execFile(process.execPath, [join(root, 'scripts/photos/resend.ts'), ...words], { env }, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, lines: `${stdout}${stderr}`.trim().split('\n') }),
    );
  });

const said = (what: string) => KEYS.map((key) => `${key}: ${what} (NO_PERMISSIONS)`);

it('events that could not be delivered are sent again, once their rule may, and each photo is developed once', async () => {
  const iam = new IAMClient(system);
  const Statement = { Effect: 'Deny', Action: 'states:StartExecution', Resource: '*' };
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
  await iam.send(new PutRolePolicyCommand({ ...BROKEN, PolicyDocument }));
  const Body = await scene().jpeg().toBuffer();
  for (const Key of KEYS) await lab.s3.send(new PutObjectCommand({ Bucket: lab.names.sourceBucket, Key, Body }));
  await vi.waitFor(async () => expect(await deadLetters()).toBe(KEYS.length), PATIENCE);
  expect(await executions()).toBe(0);

  await iam.send(new DeleteRolePolicyCommand(BROKEN));
  iam.destroy();
  const { code, lines } = await resend();
  expect([code, lines.toSorted()]).toEqual([0, ['The queue is empty.', ...said('sent again')]]);
  const developed = async () => {
    const { Items = [] } = await lab.dynamodb.send(new ScanCommand({ TableName: lab.names.imagesTable }));
    return Object.fromEntries(Items.map(({ key, status }) => [key, status]));
  };
  await vi.waitFor(
    async () => expect(await developed()).toEqual(Object.fromEntries(KEYS.map((key) => [key, 'READY']))),
    PATIENCE,
  );
  expect([await executions(), await deadLetters()]).toEqual([KEYS.length, 0]);
});

it('what is no such event is named and stays, and the exit code says so', async () => {
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'lost' }));
  expect(await resend('--dry-run')).toEqual({
    code: 1,
    lines: [
      expect.stringMatching(/^message \S+: its target undefined is no state machine/),
      '1 messages stay in the queue.',
    ],
  });
  expect(await deadLetters()).toBe(1);
});
