import { CloudFormationClient, CreateStackCommand } from '@aws-sdk/client-cloudformation';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestSystem } from '#local/testing/start-system.ts';
import { queue, stacksOf } from '#tests/support/stacks.ts';
import { startSystem } from '#tests/support/system.ts';

const roleArn = (name: string) => `arn:aws:iam::000000000000:role/${name}`;

const role = (RoleName: string, Principal: object, Statement: readonly object[]) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    RoleName,
    AssumeRolePolicyDocument: { Statement: [{ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' }] },
    Policies: [{ PolicyName: 'own', PolicyDocument: { Version: '2012-10-17', Statement } }],
  },
});
const allow = (Action: string, Resource: string) => ({ Effect: 'Allow', Action, Resource });

/** May deploy stacks whose names begin with `team-`, and make nothing in its own name. */
const Deployer = role('deployer', { AWS: '000000000000' }, [
  allow('cloudformation:*', 'arn:aws:cloudformation:*:*:stack/team-*/*'),
  allow('iam:PassRole', roleArn('maker')),
]);
const Maker = role('maker', { Service: 'cloudformation.amazonaws.com' }, [allow('sqs:*', '*')]);
const Stranger = role('stranger', { Service: 'lambda.amazonaws.com' }, [allow('sqs:*', '*')]);

let system: TestSystem;
let stacks: ReturnType<typeof stacksOf>;

beforeAll(async () => {
  system = await startSystem({ template: { Resources: { Deployer, Maker, Stranger } } });
  const { Credentials } = await new STSClient(system).send(
    new AssumeRoleCommand({ RoleArn: roleArn('deployer'), RoleSessionName: 'ada' }),
  );
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = Credentials ?? {};
  const credentials = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
  const { endpoint, region } = system;
  stacks = stacksOf(system, new CloudFormationClient({ endpoint, region, credentials }));
}, 60_000);

afterAll(() => system.close());

const template = { Resources: { Q: queue() } };

it('resources are made with the rights of the caller', async () => {
  const stack = await stacks.create('team-own', template);
  expect(stack.StackStatus).toBe('ROLLBACK_COMPLETE');
  const failed = (await stacks.events('team-own')).find(({ ResourceStatus }) => ResourceStatus === 'CREATE_FAILED');
  expect(failed?.ResourceStatusReason).toMatch(
    /"User: arn:aws:sts::000000000000:assumed-role\/deployer\/ada is not authorized to perform: sqs:CreateQueue on resource: arn:aws:sqs:us-east-1:000000000000:team-own-Q-[0-9A-Z]{12} because no identity-based policy allows .* HandlerErrorCode: AccessDenied\)$/,
  );
});

it('or of the role that the stack is given, to its end', async () => {
  const stack = await stacks.create('team-role', template, { RoleARN: roleArn('maker') });
  expect(stack).toMatchObject({ StackStatus: 'CREATE_COMPLETE', RoleARN: roleArn('maker') });
  expect(await stacks.remove('team-role')).toMatchObject({ StackStatus: 'DELETE_COMPLETE' });
});

it.each([
  {
    name: 'another stack',
    input: { StackName: 'other' },
    error: 'AccessDenied',
    message: /cloudformation:CreateStack/,
  },
  {
    ...{ name: 'a role that may not be passed', input: { StackName: 'team-x', RoleARN: roleArn('stranger') } },
    ...{ error: 'AccessDenied', message: /iam:PassRole on resource: arn:aws:iam::000000000000:role\/stranger/ },
  },
])('$name is refused', async ({ input, error, message }) => {
  const creating = stacks.client.send(new CreateStackCommand({ TemplateBody: JSON.stringify(template), ...input }));
  await expect(creating).rejects.toMatchObject({ name: error, message: expect.stringMatching(message) });
});

it('a role that does not trust CloudFormation is refused', async () => {
  const own = stacksOf(system);
  await expect(own.create('team-y', template, { RoleARN: roleArn('stranger') })).rejects.toThrow(
    `Role ${roleArn('stranger')} is invalid or cannot be assumed`,
  );
});
