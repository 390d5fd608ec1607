import { CloudFormationClient, ListStackSetsCommand } from '@aws-sdk/client-cloudformation';
import { CloudWatchClient, DescribeInsightRulesCommand } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient, ListBackupsCommand } from '@aws-sdk/client-dynamodb';
import { GetRoleCommand, IAMClient, ListRolesCommand } from '@aws-sdk/client-iam';
import { LambdaClient, ListLayersCommand } from '@aws-sdk/client-lambda';
import { GetBucketWebsiteCommand, RestoreObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { ListPhoneNumbersOptedOutCommand, SNSClient } from '@aws-sdk/client-sns';
import { AssumeRoleCommand, GetCallerIdentityCommand, GetSessionTokenCommand, STSClient } from '@aws-sdk/client-sts';
import { SmithyRpcV2CborProtocol } from '@smithy/core/cbor';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
const SERVICES = 'cloudformation, dynamodb, events, lambda, logs, monitoring, s3, sns, sqs, states, sts';

interface Row {
  readonly what: string;
  readonly call: () => Promise<unknown>;
  readonly name: string;
  readonly says: string;
}

const NOT_HERE: readonly Row[] = [
  {
    what: 'a service of the query protocol',
    call: () => new IAMClient(config()).send(new GetRoleCommand({ RoleName: 'resize' })),
    name: 'UnknownOperationException',
    says: `The service iam is not part of this local system, which has ${SERVICES}.`,
  },
  {
    what: 'the same for a list',
    call: () => new IAMClient(config()).send(new ListRolesCommand()),
    name: 'UnknownOperationException',
    says: 'The service iam is not part of this local system',
  },
  {
    what: 'a service of rpc-v2-cbor',
    call: () => new IAMClient(cbor()).send(new ListRolesCommand()),
    name: 'UnknownOperationException',
    says: 'The service iam is not part of this local system',
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

describe('STS', () => {
  const RoleArn = 'arn:aws:iam::000000000000:role/none';
  it('tells the developer who they are', async () => {
    expect(await sts().send(new GetCallerIdentityCommand())).toMatchObject({
      Account: '000000000000',
      Arn: 'arn:aws:iam::000000000000:user/developer',
      UserId: expect.stringMatching(/^AIDA/),
    });
  });

  it.each([
    ['no role of the stack', { RoleArn, RoleSessionName: 'me' }, `The role ${RoleArn} does not exist.`],
    ['a bad session name', { RoleArn, RoleSessionName: 'a b' }, 'RoleSessionName a b is not valid.'],
    ['a short session', { RoleArn, RoleSessionName: 'me', DurationSeconds: 60 }, 'DurationSeconds must be between'],
  ])('does not give %s', async (_, input, says) => {
    const refused = sts().send(new AssumeRoleCommand(input));
    await expect(refused).rejects.toMatchObject({ message: expect.stringContaining(says) });
  });
});
