import { CloudWatchClient, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient, QueryCommand, TransactWriteItemsCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import { AttachRolePolicyCommand, IAMClient, TagRoleCommand } from '@aws-sdk/client-iam';
import { GetEventSourceMappingCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  CopyObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { DescribeStateMachineCommand, SFNClient } from '@aws-sdk/client-sfn';
import { PublishCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { systemClock } from '@safelight/asl/clock';
import { localPlace } from '@safelight/asl/identity';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Principal } from '#gateway/service.ts';
import type { TestSystem } from '#local/testing/start-system.ts';
import { createAuthorizer, type Judgement } from '#services/iam/authorizer.ts';
import { CONDITION_KEYS, conditionKey } from '#services/iam/conditions/condition-keys.ts';
import { PolicyStore } from '#services/iam/policy-store.ts';
import { SMALL_MACHINE, smallStack } from '#tests/support/small-stack.ts';
import { startSystem } from '#tests/support/system.ts';

const judged: Judgement[] = [];
const onJudged = (judgement: Judgement) => void judged.push(judgement);
const ROLE = 'arn:aws:iam::000000000000:role/tagged';
const TOPIC = 'arn:aws:sns:us-east-1:000000000000:secret';

let system: TestSystem;
beforeAll(async () => {
  const { Resources } = smallStack();
  const trust = { Effect: 'Allow', Principal: { AWS: '000000000000' }, Action: 'sts:AssumeRole' };
  const AssumeRolePolicyDocument = { Version: '2012-10-17', Statement: [trust] };
  const Tags = [{ Key: 'team', Value: 'lab' }];
  system = await startSystem({
    onJudged,
    template: {
      Resources: {
        ...Resources,
        Tagged: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'tagged', AssumeRolePolicyDocument, Tags } },
        Key: { Type: 'AWS::KMS::Key', Properties: {} },
        Secret: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'secret', KmsMasterKeyId: { Ref: 'Key' } } },
        Fed: {
          Type: 'AWS::Lambda::EventSourceMapping',
          Properties: {
            EventSourceArn: { 'Fn::GetAtt': ['Queue', 'Arn'] },
            FunctionName: { Ref: 'Echo' },
            Enabled: false,
          },
        },
      },
    },
  });
  await Promise.allSettled([...requests(), ...s3Requests()]);
  await asOthers();
});
afterAll(() => system.close());

/** One of each kind that brings a key; whether it is answered does not matter. */
function requests(): readonly Promise<unknown>[] {
  const TableName = 'small';
  const Key = { id: { S: 'a' } };
  const update = {
    TableName,
    Key,
    UpdateExpression: 'SET #n = :n',
    ExpressionAttributeNames: { '#n': 'name' },
    ExpressionAttributeValues: { ':n': { S: 'x' } },
  };
  const query = { TableName, KeyConditionExpression: 'id = :a', ExpressionAttributeValues: { ':a': { S: 'a' } } };
  const dynamodb = new DynamoDBClient(system);
  const sns = new SNSClient(system);
  const iam = new IAMClient(system);
  const targets = [{ Id: 'a', Arn: SMALL_MACHINE, RoleArn: ROLE }];
  return [
    dynamodb.send(new UpdateItemCommand({ ...update, ReturnValues: 'NONE', ReturnConsumedCapacity: 'NONE' })),
    dynamodb.send(new QueryCommand({ ...query, Select: 'ALL_ATTRIBUTES' })),
    dynamodb.send(new TransactWriteItemsCommand({ TransactItems: [{ Update: update }] })),
    new EventBridgeClient(system).send(
      new PutEventsCommand({ Entries: [{ Source: 'a', DetailType: 'b', Detail: '{}' }] }),
    ),
    new EventBridgeClient(system).send(new PutTargetsCommand({ Rule: 'r', Targets: targets })),
    new CloudWatchClient(system).send(
      new PutMetricDataCommand({ Namespace: 'n', MetricData: [{ MetricName: 'm', Value: 1 }] }),
    ),
    new LambdaClient(system).send(new GetEventSourceMappingCommand({ UUID: mappingId() })),
    sns.send(
      new SubscribeCommand({ TopicArn: TOPIC, Protocol: 'sqs', Endpoint: 'arn:aws:sqs:us-east-1:000000000000:small' }),
    ),
    sns.send(new PublishCommand({ TopicArn: TOPIC, Message: 'x' })),
    new SFNClient(system).send(new DescribeStateMachineCommand({ stateMachineArn: `${SMALL_MACHINE}:1` })),
    iam.send(
      new AttachRolePolicyCommand({ RoleName: 'tagged', PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' }),
    ),
    iam.send(new TagRoleCommand({ RoleName: 'tagged', Tags: [{ Key: 'team', Value: 'lab' }] })),
  ];
}

const mappingId = () => system.stack.resources.find(({ logicalId }) => logicalId === 'Fed')?.physicalId ?? '';

function s3Requests(): readonly Promise<unknown>[] {
  const s3 = new S3Client({ ...system, maxAttempts: 1 });
  const Bucket = 'small';
  const encrypted = { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: 'k' } as const;
  const put = { Bucket, Key: 'k', Body: 'x', Tagging: 'team=lab' };
  const first = s3.send(new PutObjectCommand(put));
  return [
    first.then(() => s3.send(new GetObjectCommand({ Bucket, Key: 'k', VersionId: 'null' }))),
    s3.send(new PutObjectCommand({ ...put, Key: 'l', ACL: 'private', StorageClass: 'STANDARD_IA', ...encrypted })),
    s3.send(new CopyObjectCommand({ Bucket, Key: 'm', CopySource: 'small/k', MetadataDirective: 'COPY' })),
    s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'a', Delimiter: '/', MaxKeys: 1 })),
    fetch(`${system.endpoint}/small/k`, { headers: { referer: 'https://lab.example/' } }),
  ];
}

/** A session of a role, a function's code, and services in their own names. */
async function asOthers(): Promise<void> {
  const assume = new AssumeRoleCommand({ RoleArn: ROLE, RoleSessionName: 'one', ExternalId: 'lab' });
  await new STSClient(system).send(assume);
  await new STSClient(system).send(new GetCallerIdentityCommand());
  const policies = new PolicyStore(localPlace);
  policies.setRole(
    ROLE,
    { Statement: { Effect: 'Allow', Principal: { AWS: '000000000000' }, Action: 'sts:AssumeRole' } },
    { maxSessionSeconds: 3_600, tags: { team: 'lab' } },
  );
  const authorize = createAuthorizer({
    policies,
    place: localPlace,
    clock: systemClock,
    mode: 'on',
    onDenied: () => {},
    onJudged,
  });
  const sourceFunctionArn = 'arn:aws:lambda:us-east-1:000000000000:function:f';
  const others: readonly Principal[] = [
    { kind: 'role', roleArn: ROLE, sessionName: 'one', issuedAt: 0, sourceFunctionArn },
    {
      kind: 'service',
      service: 'cloudwatch.amazonaws.com',
      sourceArn: 'arn:aws:cloudwatch:us-east-1:000000000000:alarm:a',
    },
  ];
  for (const principal of others) {
    expect(() => authorize(principal, { action: 'sns:Publish', resource: TOPIC })).toThrow();
  }
}

/** A key of a kind by a name of the kind. */
const PARTS: Readonly<Record<string, string>> = { 'kms:EncryptionContext:': 'aws:sns:topicArn' };
const named = (name: string) => (/[/:]$/.test(name) ? `${name}${PARTS[name] ?? 'team'}` : name);
const brings = (name: string) => judged.some(({ context }) => context.get(named(name).toLowerCase()) !== undefined);

it.each(CONDITION_KEYS.map(({ name, from }) => [name, from] as const))('%s is brought by %s', (name, from) => {
  expect(conditionKey(named(name))?.name).toBe(name);
  expect(brings(name)).toBe(from !== 'nothing');
});
