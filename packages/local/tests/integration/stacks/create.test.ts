import {
  CreateStackCommand,
  DescribeStackResourcesCommand,
  GetTemplateCommand,
  ListStackResourcesCommand,
  ListStacksCommand,
  UpdateTerminationProtectionCommand,
  waitUntilStackCreateComplete,
} from '@aws-sdk/client-cloudformation';
import { CreateQueueCommand, GetQueueAttributesCommand, ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestSystem } from '#local/testing/start-system.ts';
import { queue, stacksOf } from '#tests/support/stacks.ts';
import { startSystem } from '#tests/support/system.ts';

let system: TestSystem;
let stacks: ReturnType<typeof stacksOf>;

beforeAll(async () => {
  system = await startSystem({ template: { Resources: { Taken: queue({ QueueName: 'taken' }) } } });
  stacks = stacksOf(system);
}, 60_000);

afterAll(() => system.close());

const queues = async () =>
  ((await new SQSClient(system).send(new ListQueuesCommand({}))).QueueUrls ?? []).map((url) => url.split('/').at(-1));

describe('a stack by API', () => {
  it('is made behind the answer, tells of each step, and is deleted', async () => {
    const made = await stacks.create('life', {
      Description: 'Two queues',
      Resources: {
        Main: queue({ RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['Dead', 'Arn'] }, maxReceiveCount: 3 } }),
        Dead: queue(),
      },
      Outputs: { Url: { Value: { Ref: 'Main' } } },
    });
    expect(made).toMatchObject({ StackStatus: 'CREATE_COMPLETE', Description: 'Two queues' });
    expect(made.StackId).toMatch(/^arn:aws:cloudformation:us-east-1:000000000000:stack\/life\/[0-9a-f-]{36}$/);
    const QueueUrl = made.Outputs?.[0]?.OutputValue ?? '';
    expect(QueueUrl).toMatch(/\/life-Main-[0-9A-Z]{12}$/);
    await new SQSClient(system).send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
    expect(await stacks.lines('life')).toEqual([
      'life CREATE_IN_PROGRESS',
      ...['Dead CREATE_IN_PROGRESS', 'Dead CREATE_IN_PROGRESS', 'Dead CREATE_COMPLETE'],
      ...['Main CREATE_IN_PROGRESS', 'Main CREATE_IN_PROGRESS', 'Main CREATE_COMPLETE'],
      'life CREATE_COMPLETE',
    ]);
    const gone = await stacks.remove('life');
    expect(gone.StackStatus).toBe('DELETE_COMPLETE');
    expect((await stacks.lines(gone.StackId ?? '')).slice(8)).toEqual([
      'life DELETE_IN_PROGRESS',
      ...['Main DELETE_IN_PROGRESS', 'Main DELETE_COMPLETE', 'Dead DELETE_IN_PROGRESS', 'Dead DELETE_COMPLETE'],
      'life DELETE_COMPLETE',
    ]);
    expect((await queues()).filter((name) => name?.startsWith('life'))).toEqual([]);
    await expect(stacks.describe('life')).rejects.toThrow('Stack with id life does not exist');
  });

  it('events have ids, reasons, properties and times in order', async () => {
    await stacks.create('told', { Resources: { A: queue() } }, { ClientRequestToken: 'token' });
    const events = await stacks.events('told');
    expect(events.map(({ ResourceStatusReason }) => ResourceStatusReason)).toEqual([
      ...['User Initiated', undefined, 'Resource creation Initiated', undefined, undefined],
    ]);
    expect(events[2]).toMatchObject({
      EventId: expect.stringMatching(/^A-CREATE_IN_PROGRESS-\d{4}-/),
      PhysicalResourceId: expect.stringContaining('/told-A-'),
      ResourceProperties: expect.stringContaining('QueueName'),
      ClientRequestToken: 'token',
    });
    const times = events.map(({ Timestamp }) => Timestamp?.getTime() ?? Number.NaN);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  it('is waited for by the clients’ waiters', async () => {
    const StackName = 'waited';
    await stacks.client.send(
      new CreateStackCommand({ StackName, TemplateBody: JSON.stringify({ Resources: { A: queue() } }) }),
    );
    const { state } = await waitUntilStackCreateComplete(
      { client: stacks.client, maxWaitTime: 30, minDelay: 1, maxDelay: 1 },
      { StackName },
    );
    expect(state).toBe('SUCCESS');
  });

  it('may be YAML, with short forms', async () => {
    const TemplateBody = `
AWSTemplateFormatVersion: 2010-09-09
Parameters:
  Seconds: { Type: Number, Default: 40 }
  Secret: { Type: String, NoEcho: true }
Conditions:
  Long: !Not [!Equals [!Ref Seconds, '40']]
Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: !Sub '\${AWS::StackName}-jobs'
      VisibilityTimeout: !Ref Seconds
      DelaySeconds: !If [Long, 5, !Ref AWS::NoValue]
Outputs:
  Arn: { Value: !GetAtt Queue.Arn }
  Joined: { Value: !Join ['-', [a, !Select [1, !Split [',', 'b,c']]]] }
`;
    const Parameters = [{ ParameterKey: 'Secret', ParameterValue: 'hidden' }];
    const made = await stacks.create('yaml', {}, { TemplateBody, Parameters });
    expect(made).toMatchObject({
      StackStatus: 'CREATE_COMPLETE',
      Parameters: [
        { ParameterKey: 'Seconds', ParameterValue: '40' },
        { ParameterKey: 'Secret', ParameterValue: '****' },
      ],
      Outputs: [{ OutputValue: 'arn:aws:sqs:us-east-1:000000000000:yaml-jobs' }, { OutputValue: 'a-c' }],
    });
    const told = await stacks.client.send(new GetTemplateCommand({ StackName: 'yaml' }));
    expect(told.TemplateBody).toBe(TemplateBody);
  });

  it('lists its resources, of a start’s stack as well', async () => {
    const { StackResourceSummaries: own } = await stacks.client.send(
      new ListStackResourcesCommand({ StackName: 'test-dev' }),
    );
    expect(own).toMatchObject([
      { LogicalResourceId: 'Taken', ResourceType: 'AWS::SQS::Queue', ResourceStatus: 'CREATE_COMPLETE' },
    ]);
    const PhysicalResourceId = own?.[0]?.PhysicalResourceId;
    const { StackResources } = await stacks.client.send(new DescribeStackResourcesCommand({ PhysicalResourceId }));
    expect(StackResources).toMatchObject([{ StackName: 'test-dev', LogicalResourceId: 'Taken' }]);
    const { StackSummaries = [] } = await stacks.client.send(
      new ListStacksCommand({ StackStatusFilter: ['CREATE_COMPLETE'] }),
    );
    expect(StackSummaries.at(-1)).toMatchObject({ StackName: 'test-dev', StackStatus: 'CREATE_COMPLETE' });
  });

  it('is not deleted while it is protected', async () => {
    await stacks.create('safe', { Resources: { A: queue() } }, { EnableTerminationProtection: true });
    await expect(stacks.remove('safe')).rejects.toMatchObject({
      name: 'ValidationError',
      message: 'Stack [safe] cannot be deleted while TerminationProtection is enabled',
    });
    await stacks.client.send(
      new UpdateTerminationProtectionCommand({ StackName: 'safe', EnableTerminationProtection: false }),
    );
    expect(await stacks.remove('safe')).toMatchObject({ StackStatus: 'DELETE_COMPLETE' });
  });
});

describe('a creation that fails', () => {
  const template = { Resources: { Fine: queue(), Bad: queue({ QueueName: 'taken' }, { DependsOn: 'Fine' }) } };

  it.each([
    { OnFailure: undefined, status: 'ROLLBACK_COMPLETE', left: 0 },
    { OnFailure: 'DO_NOTHING' as const, status: 'CREATE_FAILED', left: 1 },
    { OnFailure: 'DELETE' as const, status: 'DELETE_COMPLETE', left: 0 },
  ])('OnFailure $OnFailure: $status', async ({ OnFailure, status, left }) => {
    const name = `failed-${status.toLowerCase().replace('_', '-')}`;
    const stack = await stacks.create(name, template, { ...(OnFailure && { OnFailure }) });
    expect(stack.StackStatus).toBe(status);
    const events = await stacks.events(stack.StackId ?? '');
    expect(events.find(({ ResourceStatus }) => ResourceStatus === 'CREATE_FAILED')).toMatchObject({
      LogicalResourceId: 'Bad',
      ResourceStatusReason: expect.stringMatching(/^taken already exists in stack arn:aws:cloudformation:.*test-dev/),
    });
    expect((await queues()).filter((each) => each?.startsWith(name))).toHaveLength(left);
  });

  it('says which resources failed, and cannot be updated, only deleted', async () => {
    const stack = await stacks.create('rolled', template);
    const lines = await stacks.events('rolled');
    expect(lines.find(({ ResourceStatus }) => ResourceStatus === 'ROLLBACK_IN_PROGRESS')?.ResourceStatusReason).toBe(
      'The following resource(s) failed to create: [Bad]. Rollback requested by user.',
    );
    await expect(stacks.update('rolled', { Resources: { A: queue() } })).rejects.toThrow(
      `Stack:${stack.StackId} is in ROLLBACK_COMPLETE state and can not be updated.`,
    );
    expect(await stacks.remove('rolled')).toMatchObject({ StackStatus: 'DELETE_COMPLETE' });
  });

  it('names that nobody’s stack has are taken as well', async () => {
    await new SQSClient(system).send(new CreateQueueCommand({ QueueName: 'mine' }));
    const stack = await stacks.create('hand', { Resources: { Q: queue({ QueueName: 'mine' }) } });
    expect(stack.StackStatus).toBe('ROLLBACK_COMPLETE');
    const failed = (await stacks.events('hand')).find(({ ResourceStatus }) => ResourceStatus === 'CREATE_FAILED');
    expect(failed?.ResourceStatusReason).toMatch(
      /^Resource handler returned message: "Resource of type 'AWS::SQS::Queue' with identifier 'mine' already exists\." \(RequestToken: [0-9a-f-]{36}, HandlerErrorCode: AlreadyExists\)$/,
    );
    expect(await queues()).toContain('mine');
  });
});
