import { CloudFormationClient, ListStackSetsCommand } from '@aws-sdk/client-cloudformation';
import { CloudWatchClient, DescribeInsightRulesCommand } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient, ListBackupsCommand } from '@aws-sdk/client-dynamodb';
import { IAMClient, ListUsersCommand } from '@aws-sdk/client-iam';
import { LambdaClient, ListLayersCommand } from '@aws-sdk/client-lambda';
import { GetBucketWebsiteCommand, RestoreObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { ListPhoneNumbersOptedOutCommand, SNSClient } from '@aws-sdk/client-sns';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { GetCallerIdentityCommand, GetSessionTokenCommand, STSClient } from '@aws-sdk/client-sts';
import { SmithyRpcV2CborProtocol } from '@smithy/core/cbor';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestSystem } from '#local/testing/start-system.ts';
import { smallStack } from '#tests/support/small-stack.ts';
import { startSystem } from '#tests/support/system.ts';

let system: TestSystem;
beforeAll(async () => {
  system = await startSystem({ template: smallStack() });
});
afterAll(() => system.close());

const config = () => ({ ...system, maxAttempts: 1 });
const cbor = () => ({ ...config(), protocol: SmithyRpcV2CborProtocol });
const sts = () => new STSClient(config());
const SERVICES =
  'cloudformation, dynamodb, events, iam, lambda, logs, monitoring, s3, scheduler, sns, sqs, states, sts, xray';

interface Row {
  readonly what: string;
  readonly call: () => Promise<unknown>;
  readonly name: string;
  readonly says: string;
}

const NOT_HERE: readonly Row[] = [
  {
    what: 'a service',
    call: () => new SSMClient(config()).send(new GetParameterCommand({ Name: 'size' })),
    name: 'UnknownOperationException',
    says: `The service ssm is not part of this local system, which has ${SERVICES}.`,
  },
  {
    what: 'a service of rpc-v2-cbor',
    call: () => new SSMClient(cbor()).send(new GetParameterCommand({ Name: 'size' })),
    name: 'UnknownOperationException',
    says: 'The service ssm is not part of this local system',
  },
  {
    what: 'an operation of the query protocol, IAM',
    call: () => new IAMClient(config()).send(new ListUsersCommand()),
    name: 'InvalidAction',
    says: 'The action ListUsers is not supported here.',
  },
  {
    what: 'an operation of the query protocol',
    call: () => sts().send(new GetSessionTokenCommand()),
    name: 'InvalidAction',
    says: 'The action GetSessionToken is not supported here.',
  },
  {
    what: 'an operation of the query protocol, SNS',
    call: () => new SNSClient(config()).send(new ListPhoneNumbersOptedOutCommand()),
    name: 'InvalidAction',
    says: 'The action ListPhoneNumbersOptedOut is not supported here.',
  },
  {
    what: 'an operation of the query protocol, CloudFormation',
    call: () => new CloudFormationClient(config()).send(new ListStackSetsCommand()),
    name: 'InvalidAction',
    says: 'The action ListStackSets is not supported here.',
  },
  {
    what: 'an operation of JSON',
    call: () => new DynamoDBClient(config()).send(new ListBackupsCommand()),
    name: 'UnknownOperationException',
    says: 'The operation ListBackups is not supported here.',
  },
  {
    what: 'an operation of REST and JSON',
    call: () => new LambdaClient(config()).send(new ListLayersCommand()),
    name: 'UnknownOperationException',
    says: 'GET /2018-10-31/layers is not supported here.',
  },
  {
    what: 'an operation of REST and XML on a bucket',
    call: () => new S3Client(config()).send(new GetBucketWebsiteCommand({ Bucket: 'small' })),
    name: 'NotImplemented',
    says: 'GET ?website on a bucket',
  },
  {
    what: 'an operation of REST and XML on an object',
    call: () => new S3Client(config()).send(new RestoreObjectCommand({ Bucket: 'small', Key: 'k' })),
    name: 'NotImplemented',
    says: 'POST ?restore on a',
  },
  {
    what: 'an operation of rpc-v2-cbor',
    call: () => new CloudWatchClient(cbor()).send(new DescribeInsightRulesCommand()),
    name: 'UnknownOperationException',
    says: 'CloudWatch speaks JSON and query here, not rpc-v2-cbor.',
  },
];

it.each(NOT_HERE)('$what that is not here says so, in a form that its client reads', async ({ call, name, says }) => {
  const error = await call().then(
    () => expect.fail('It was answered.'),
    (refusal: Error) => refusal,
  );
  expect(error).toMatchObject({ name, message: expect.stringContaining(says) });
});

it('STS tells the developer who they are', async () => {
  expect(await sts().send(new GetCallerIdentityCommand())).toMatchObject({
    Account: '000000000000',
    Arn: 'arn:aws:iam::000000000000:user/developer',
    UserId: expect.stringMatching(/^AIDA/),
  });
});
