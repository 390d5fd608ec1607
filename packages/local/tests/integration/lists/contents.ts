import { setTimeout } from 'node:timers/promises';
import {
  CloudWatchClient,
  PutDashboardCommand,
  PutMetricAlarmCommand,
  PutMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import {
  CloudWatchLogsClient,
  CreateLogStreamCommand,
  GetQueryResultsCommand,
  PutLogEventsCommand,
  StartQueryCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { CreateTableCommand, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import {
  CreateEventBusCommand,
  EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  IAMClient,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import {
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import {
  CreateActivityCommand,
  CreateStateMachineAliasCommand,
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  PublishStateMachineVersionCommand,
  SFNClient,
  StartExecutionCommand,
  UpdateStateMachineCommand,
} from '@aws-sdk/client-sfn';
import { CreateTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { TestSystem } from '#local/testing/start-system.ts';
import { SMALL_MACHINE } from '#tests/support/small-stack.ts';

const TWO = ['a', 'b'] as const;
const ACCOUNT = 'us-east-1:000000000000';

const group = (LogGroupName: string) => ({ Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName } });

const mapping = (FunctionName: string) => ({
  Type: 'AWS::Lambda::EventSourceMapping',
  Properties: {
    FunctionName: { Ref: FunctionName },
    EventSourceArn: { 'Fn::GetAtt': ['Queue', 'Arn'] },
    Enabled: false,
  },
});

/** What a template brings beside the small stack. */
export const RESOURCES = {
  Group: group('small'),
  Another: group('another'),
  MappingOfNothing: mapping('Nothing'),
  MappingOfEcho: mapping('Echo'),
};

/** What the rows of the lists ask for. */
export interface Contents {
  readonly executionArn: string;
  readonly uploadId: string;
  readonly queryId: string;
}

/** More of everything than one page of one holds, beside the small stack. */
export async function fill(system: TestSystem): Promise<Contents> {
  const [, queryId, , , , , executionArn, uploadId] = await Promise.all([
    fillMetrics(new CloudWatchClient(system)),
    fillLogs(new CloudWatchLogsClient(system)),
    fillEvents(new EventBridgeClient(system)),
    fillRoles(new IAMClient(system)),
    fillTables(new DynamoDBClient(system)),
    fillQueues(system),
    fillMachines(new SFNClient(system)),
    fillBuckets(new S3Client({ ...system, forcePathStyle: true })),
  ]);
  return { executionArn, uploadId, queryId };
}

async function fillMetrics(client: CloudWatchClient): Promise<void> {
  const minute = Math.floor(Date.now() / 60_000) * 60_000;
  const MetricData = TWO.flatMap((MetricName) =>
    [minute, minute - 60_000].map((at) => ({ MetricName, Value: 1, Timestamp: new Date(at) })),
  );
  await client.send(new PutMetricDataCommand({ Namespace: 'lists', MetricData }));
  for (const name of TWO) {
    await client.send(
      new PutMetricAlarmCommand({
        AlarmName: name,
        // Without data its state, and so its history, stays as it is.
        Namespace: 'none',
        MetricName: name,
        Statistic: 'Sum',
        Period: 60,
        EvaluationPeriods: 1,
        Threshold: 1,
        ComparisonOperator: 'GreaterThanThreshold',
      }),
    );
    await client.send(new PutDashboardCommand({ DashboardName: name, DashboardBody: '{"widgets":[]}' }));
  }
}

/** Answers a query of two events. */
async function fillLogs(client: CloudWatchLogsClient): Promise<string> {
  for (const logStreamName of TWO) {
    await client.send(new CreateLogStreamCommand({ logGroupName: 'small', logStreamName }));
    const logEvents = [{ timestamp: Date.now(), message: logStreamName }];
    await client.send(new PutLogEventsCommand({ logGroupName: 'small', logStreamName, logEvents }));
  }
  const endTime = Math.ceil(Date.now() / 1000);
  const { queryId = '' } = await client.send(
    new StartQueryCommand({ logGroupName: 'small', queryString: 'fields @message', startTime: 0, endTime }),
  );
  const results = new GetQueryResultsCommand({ queryId });
  while ((await client.send(results)).status !== 'Complete') await setTimeout(10);
  return queryId;
}

async function fillEvents(client: EventBridgeClient): Promise<void> {
  const Arn = `arn:aws:sqs:${ACCOUNT}:small`;
  for (const Name of TWO) {
    await client.send(new CreateEventBusCommand({ Name }));
    await client.send(new PutRuleCommand({ Name, EventPattern: '{"source":["lists"]}' }));
    await client.send(new PutTargetsCommand({ Rule: Name, Targets: TWO.map((Id) => ({ Id, Arn })) }));
  }
}

async function fillRoles(client: IAMClient): Promise<void> {
  const allow = (rest: object) => JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...rest }] });
  const trust = allow({ Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' });
  const PolicyDocument = allow({ Action: 's3:GetObject', Resource: '*' });
  const Tags = TWO.map((Key) => ({ Key, Value: Key }));
  for (const name of TWO) {
    await client.send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: trust, Tags }));
    await client.send(new CreatePolicyCommand({ PolicyName: name, PolicyDocument }));
  }
  for (const name of TWO) {
    await client.send(new PutRolePolicyCommand({ RoleName: 'a', PolicyName: name, PolicyDocument }));
    const PolicyArn = `arn:aws:iam::000000000000:policy/${name}`;
    await client.send(new AttachRolePolicyCommand({ RoleName: 'a', PolicyArn }));
  }
}

async function fillTables(client: DynamoDBClient): Promise<void> {
  await client.send(
    new CreateTableCommand({
      TableName: 'second',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    }),
  );
  for (const id of TWO) await client.send(new PutItemCommand({ TableName: 'small', Item: { id: { S: id } } }));
}

/** A page of SNS holds a hundred. */
async function fillQueues(system: TestSystem): Promise<void> {
  const [sns, sqs] = [new SNSClient(system), new SQSClient(system)];
  const TopicArn = `arn:aws:sns:${ACCOUNT}:small`;
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: `arn:aws:sqs:${ACCOUNT}:small`, maxReceiveCount: 2 });
  for (const QueueName of TWO) await sqs.send(new CreateQueueCommand({ QueueName, Attributes: { RedrivePolicy } }));
  await Promise.all(
    Array.from({ length: 101 }, async (_, at) => {
      await sns.send(new CreateTopicCommand({ Name: `topic-${at}` }));
      const Endpoint = `arn:aws:sqs:${ACCOUNT}:queue-${at}`;
      await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint }));
    }),
  );
}

/** Answers an execution of two map runs that has ended. */
async function fillMachines(client: SFNClient): Promise<string> {
  const stateMachineArn = SMALL_MACHINE;
  for (const name of TWO) {
    await client.send(new CreateActivityCommand({ name }));
    const definition = JSON.stringify({ Comment: name, StartAt: 'Done', States: { Done: { Type: 'Succeed' } } });
    await client.send(new UpdateStateMachineCommand({ stateMachineArn, definition }));
    const { stateMachineVersionArn } = await client.send(new PublishStateMachineVersionCommand({ stateMachineArn }));
    const routingConfiguration = [{ stateMachineVersionArn, weight: 100 }];
    await client.send(new CreateStateMachineAliasCommand({ name, routingConfiguration }));
    await ended(client, (await client.send(new StartExecutionCommand({ stateMachineArn, name }))).executionArn);
  }
  return mapped(client);
}

async function mapped(client: SFNClient): Promise<string> {
  const map = (name: string) => ({
    Type: 'Map',
    ItemsPath: '$',
    ItemProcessor: {
      ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
      StartAt: name,
      States: { [name]: { Type: 'Succeed' } },
    },
  });
  const States = { One: { ...map('Done'), Next: 'Two' }, Two: { ...map('Done too'), End: true } };
  const { stateMachineArn } = await client.send(
    new CreateStateMachineCommand({
      name: 'mapped',
      roleArn: 'arn:aws:iam::000000000000:role/test-dev-MachineRole',
      definition: JSON.stringify({ StartAt: 'One', States }),
    }),
  );
  const { executionArn = '' } = await client.send(new StartExecutionCommand({ stateMachineArn, input: '[1]' }));
  await ended(client, executionArn);
  return executionArn;
}

async function ended(client: SFNClient, executionArn: string | undefined): Promise<void> {
  for (;;) {
    const { status } = await client.send(new DescribeExecutionCommand({ executionArn }));
    if (status !== 'RUNNING') return;
  }
}

/** Answers an upload of two parts. */
async function fillBuckets(client: S3Client): Promise<string> {
  const Bucket = 'small';
  await client.send(new CreateBucketCommand({ Bucket: 'another' }));
  await client.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));
  for (const Key of TWO) await client.send(new PutObjectCommand({ Bucket, Key, Body: 'x' }));
  const uploads = [];
  for (const Key of TWO) uploads.push(await client.send(new CreateMultipartUploadCommand({ Bucket, Key })));
  const UploadId = uploads[0]?.UploadId ?? '';
  for (const PartNumber of [1, 2])
    await client.send(new UploadPartCommand({ Bucket, Key: 'a', UploadId, PartNumber, Body: 'x' }));
  return UploadId;
}
