import { cpSync, rmSync } from 'node:fs';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { DynamoDBClient, GetItemCommand, ListTablesCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, ListRulesCommand } from '@aws-sdk/client-eventbridge';
import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetObjectCommand, ListBucketsCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import {
  DescribeExecutionCommand,
  DescribeStateMachineForExecutionCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import {
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListQueuesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { TestSystem } from '#local/testing/start-system.ts';
import { startSystem } from '#tests/support/system.ts';

/** Templates are written as what differs from the first one; `undefined` takes a resource out. */
type Resources = Readonly<Record<string, object | undefined>>;

const retain = { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' };
const queue = (QueueName: string, more: object = {}) => ({
  Type: 'AWS::SQS::Queue',
  Properties: { QueueName, ...more },
});
const bucket = (BucketName: string) => ({ Type: 'AWS::S3::Bucket', Properties: { BucketName } });
const table = (TableName: string) => ({
  Type: 'AWS::DynamoDB::Table',
  Properties: {
    TableName,
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    BillingMode: 'PAY_PER_REQUEST',
  },
});
const trust = {
  Statement: [{ Effect: 'Allow', Principal: { Service: 'states.amazonaws.com' }, Action: 'sts:AssumeRole' }],
};
const roleArn = { 'Fn::GetAtt': ['Role', 'Arn'] };
const machine = (Result: string) => ({
  Type: 'AWS::StepFunctions::StateMachine',
  Properties: {
    StateMachineName: 'greeter',
    RoleArn: roleArn,
    Definition: { StartAt: 'Greet', States: { Greet: { Type: 'Pass', Result, End: true } } },
  },
});
const lambda = (MemorySize: number, Variables: object) => ({
  Type: 'AWS::Lambda::Function',
  Properties: {
    ...{ FunctionName: 'inspect', Handler: 'functions/images/inspect.handler', Runtime: 'nodejs24.x' },
    ...{ Role: roleArn, MemorySize, Environment: { Variables } },
  },
});
const policy = (name: string, Action: string) => ({
  Type: 'AWS::SQS::QueuePolicy',
  Properties: {
    Queues: [{ Ref: name }],
    PolicyDocument: { Statement: [{ Effect: 'Allow', Principal: '*', Action, Resource: '*' }] },
  },
});

const first: Resources = {
  Role: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'role', AssumeRolePolicyDocument: trust } },
  Greeter: machine('Hello'),
  Inspect: lambda(512, { LEVEL: 'INFO' }),
  Kept: queue('kept'),
  KeptPolicy: policy('Kept', 'sqs:SendMessage'),
  Bare: queue('bare'),
  BarePolicy: policy('Bare', 'sqs:SendMessage'),
  Gone: queue('gone'),
  Renamed: queue('old-name'),
  GoneRule: {
    Type: 'AWS::Events::Rule',
    Properties: {
      Name: 'gone-rule',
      EventPattern: { source: ['own'] },
      Targets: [{ Id: 'queue', Arn: { 'Fn::GetAtt': ['Gone', 'Arn'] } }],
    },
  },
  Photos: { ...bucket('photos-of-a-stage'), ...retain },
  Full: bucket('full-bucket'),
  Empty: bucket('empty-bucket'),
  Ledger: { ...table('ledger'), ...retain },
  Scratch: table('scratch'),
};

const second: Resources = {
  Greeter: machine('Good day'),
  Inspect: lambda(1024, { LEVEL: 'DEBUG' }),
  Kept: queue('kept', { VisibilityTimeout: 77 }),
  KeptPolicy: undefined,
  PolicyOfKept: policy('Kept', 'sqs:*'),
  BarePolicy: undefined,
  Gone: undefined,
  Renamed: queue('new-name'),
  GoneRule: undefined,
  Photos: undefined,
  Full: undefined,
  Empty: undefined,
  Ledger: undefined,
  Scratch: undefined,
  Extra: queue('extra'),
};

let system: TestSystem;
let before: { executionArn: string; createdAt: Date | undefined };

async function boot(changes: Resources, dataDir?: string): Promise<void> {
  const template = { Resources: { ...first, ...changes } };
  system = await startSystem({ template, keepData: true, ...(dataDir !== undefined && { dataDir }) });
}

const again = async (changes: Resources) => {
  const { dataDir } = system;
  await system.close();
  await boot(changes, dataDir);
};

const stack = async () => (await new CloudFormationClient(system).send(new DescribeStacksCommand({}))).Stacks?.[0];
const row = async (id: string) =>
  (await new DynamoDBClient(system).send(new GetItemCommand({ TableName: 'ledger', Key: { id: { S: id } } }))).Item;
const photo = async (Bucket: string) => {
  const { Body } = await new S3Client(system).send(new GetObjectCommand({ Bucket, Key: 'a.txt' }));
  return Body?.transformToString();
};
const queueUrl = async (QueueName: string) =>
  (await new SQSClient(system).send(new GetQueueUrlCommand({ QueueName }))).QueueUrl ?? '';

async function finished(): Promise<string> {
  const states = new SFNClient(system);
  const stateMachineArn = 'arn:aws:states:us-east-1:000000000000:stateMachine:greeter';
  const { executionArn = '' } = await states.send(new StartExecutionCommand({ stateMachineArn }));
  await vi.waitFor(
    async () => expect(await states.send(new DescribeExecutionCommand({ executionArn }))).toHaveProperty('output'),
    { timeout: 10_000 },
  );
  return executionArn;
}

async function fill(): Promise<void> {
  const database = new DynamoDBClient(system);
  await database.send(new PutItemCommand({ TableName: 'ledger', Item: { id: { S: 'kept' } } }));
  const s3 = new S3Client(system);
  for (const Bucket of ['photos-of-a-stage', 'full-bucket'])
    await s3.send(new PutObjectCommand({ Bucket, Key: 'a.txt', Body: 'kept' }));
  await new SQSClient(system).send(new SendMessageCommand({ QueueUrl: await queueUrl('kept'), MessageBody: 'kept' }));
  before = { executionArn: await finished(), createdAt: (await stack())?.CreationTime };
}

beforeAll(async () => {
  await boot({});
  await fill();
}, 60_000);

afterAll(async () => {
  await system.close();
  rmSync(system.dataDir, { recursive: true, force: true });
});

describe('a start with the same template', () => {
  it('changes nothing, and says nothing', async () => {
    await again({});
    expect(system.lines).toEqual([]);
    expect((await stack())?.StackStatus).toBe('CREATE_COMPLETE');
  });
});

describe('a start with another template', () => {
  beforeAll(() => again(second));

  it('says what it has done', () => {
    expect(system.lines).toEqual([
      expect.stringMatching(/^Full \(full-bucket\) stays behind: .*not empty/),
      'test-dev is upgraded: 2 created (Extra, PolicyOfKept), 3 updated (Greeter, Inspect, Kept), 1 replaced (Renamed), 7 removed (BarePolicy, Empty, Full, Gone, GoneRule and 2 more), 2 kept (Ledger, Photos)',
    ]);
  });

  it('is the same stack, updated', async () => {
    const now = await stack();
    expect(now?.StackStatus).toBe('UPDATE_COMPLETE');
    expect(now?.CreationTime).toEqual(before.createdAt);
    expect(now?.LastUpdatedTime?.getTime()).toBeGreaterThanOrEqual(before.createdAt?.getTime() ?? Number.NaN);
  });

  it('runs the new definition, and knows by which one an execution of before ran', async () => {
    const states = new SFNClient(system);
    const output = async (executionArn: string) =>
      (await states.send(new DescribeExecutionCommand({ executionArn }))).output;
    expect(await output(before.executionArn)).toBe('"Hello"');
    expect(await output(await finished())).toBe('"Good day"');
    const { executionArn } = before;
    const { definition } = await states.send(new DescribeStateMachineForExecutionCommand({ executionArn }));
    expect(definition).toContain('Hello');
  });

  it('has the new memory and variables of a function', async () => {
    const { MemorySize, Environment } = await new LambdaClient(system).send(
      new GetFunctionConfigurationCommand({ FunctionName: 'inspect' }),
    );
    expect([MemorySize, Environment?.Variables?.LEVEL]).toEqual([1024, 'DEBUG']);
  });

  it('has the queues of the new template, with the messages that waited', async () => {
    const sqs = new SQSClient(system);
    const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({}));
    expect(QueueUrls.map((url) => url.split('/').at(-1)).sort()).toEqual(['bare', 'extra', 'kept', 'new-name']);
    const QueueUrl = await queueUrl('kept');
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
    expect(Messages.map(({ Body }) => Body)).toEqual(['kept']);
  });

  it.each([
    { name: 'kept', VisibilityTimeout: '77', Policy: expect.stringContaining('sqs:*') },
    { name: 'bare', VisibilityTimeout: '30', Policy: '' },
  ])('settles what is set on the queue $name', async ({ name, ...expected }) => {
    const { Attributes = {} } = await new SQSClient(system).send(
      new GetQueueAttributesCommand({ QueueUrl: await queueUrl(name), AttributeNames: ['All'] }),
    );
    expect({ Policy: '', ...Attributes }).toMatchObject(expected);
  });

  it('keeps what is retained, deletes the rest, and leaves a bucket that is not empty', async () => {
    const { Buckets = [] } = await new S3Client(system).send(new ListBucketsCommand({}));
    expect(Buckets.map(({ Name }) => Name)).toEqual(['full-bucket', 'photos-of-a-stage']);
    expect((await new DynamoDBClient(system).send(new ListTablesCommand({}))).TableNames).toEqual(['ledger']);
    expect((await new EventBridgeClient(system).send(new ListRulesCommand({}))).Rules).toEqual([]);
  });
});

describe('a template that has the retained resources again', () => {
  it('finds them with all they hold', async () => {
    await again({});
    expect(await row('kept')).toEqual({ id: { S: 'kept' } });
    expect(await photo('photos-of-a-stage')).toBe('kept');
  });
});

describe('a copy of the data folder', () => {
  it('brings the stage back as it was', async () => {
    const { dataDir } = system;
    const copy = `${dataDir}-copy`;
    await system.close();
    cpSync(dataDir, copy, { recursive: true });
    await boot({ ...second }, dataDir);
    await new DynamoDBClient(system).send(new PutItemCommand({ TableName: 'ledger', Item: { id: { S: 'after' } } }));
    await system.close();
    rmSync(dataDir, { recursive: true });
    cpSync(copy, dataDir, { recursive: true });
    rmSync(copy, { recursive: true });
    await boot({}, dataDir);
    expect([await row('kept'), await row('after')]).toEqual([{ id: { S: 'kept' } }, undefined]);
    expect(await photo('photos-of-a-stage')).toBe('kept');
    const { output } = await new SFNClient(system).send(
      new DescribeExecutionCommand({ executionArn: before.executionArn }),
    );
    expect(output).toBe('"Hello"');
  });
});
