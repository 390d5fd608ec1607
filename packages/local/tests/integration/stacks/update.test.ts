import {
  CreateChangeSetCommand,
  DeleteChangeSetCommand,
  DescribeChangeSetCommand,
  ExecuteChangeSetCommand,
  ListExportsCommand,
  ListImportsCommand,
} from '@aws-sdk/client-cloudformation';
import { GetQueueAttributesCommand, ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestSystem } from '#local/testing/start-system.ts';
import { queue, type Sections, stacksOf } from '#tests/support/stacks.ts';
import { startSystem } from '#tests/support/system.ts';

let system: TestSystem;
let stacks: ReturnType<typeof stacksOf>;

beforeAll(async () => {
  system = await startSystem({ template: { Resources: { Taken: queue({ QueueName: 'taken' }) } } });
  stacks = stacksOf(system);
}, 60_000);

afterAll(() => system.close());

const names = async (prefix: string) =>
  ((await new SQSClient(system).send(new ListQueuesCommand({}))).QueueUrls ?? [])
    .map((url) => url.split('/').at(-1) ?? '')
    .filter((name) => name.startsWith(prefix));
const timeout = async (QueueUrl: string) =>
  (await new SQSClient(system).send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }))).Attributes
    ?.VisibilityTimeout;

describe('an update', () => {
  it('changes in place, replaces, adds and removes, each as CloudFormation tells of it', async () => {
    const before = {
      Same: queue(),
      Changed: queue({ QueueName: 'u-changed', VisibilityTimeout: 10 }),
      Renamed: queue({ QueueName: 'u-old' }),
      Gone: queue({ QueueName: 'u-gone' }),
      Kept: queue({ QueueName: 'u-kept' }, { DeletionPolicy: 'Retain' }),
    };
    await stacks.create('u', { Resources: before });
    const told = (await stacks.lines('u')).length;
    const stack = await stacks.update('u', {
      Resources: {
        Same: queue(),
        Changed: queue({ QueueName: 'u-changed', VisibilityTimeout: 20 }),
        Renamed: queue({ QueueName: 'u-new' }, { DependsOn: 'Changed' }),
        Added: queue({ QueueName: 'u-added' }, { DependsOn: 'Renamed' }),
      },
    });
    expect(stack).toMatchObject({ StackStatus: 'UPDATE_COMPLETE', LastUpdatedTime: expect.any(Date) });
    expect((await stacks.lines('u')).slice(told)).toEqual([
      'u UPDATE_IN_PROGRESS',
      ...['Changed UPDATE_IN_PROGRESS', 'Changed UPDATE_COMPLETE'],
      ...['Renamed UPDATE_IN_PROGRESS', 'Renamed UPDATE_IN_PROGRESS', 'Renamed UPDATE_COMPLETE'],
      ...['Added CREATE_IN_PROGRESS', 'Added CREATE_IN_PROGRESS', 'Added CREATE_COMPLETE'],
      'u UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
      ...['Renamed DELETE_IN_PROGRESS', 'Renamed DELETE_COMPLETE', 'Kept DELETE_SKIPPED'],
      ...['Gone DELETE_IN_PROGRESS', 'Gone DELETE_COMPLETE'],
      'u UPDATE_COMPLETE',
    ]);
    expect(await names('u-')).toEqual(expect.arrayContaining(['u-added', 'u-changed', 'u-kept', 'u-new']));
    expect((await names('u-')).filter((name) => ['u-old', 'u-gone'].includes(name))).toEqual([]);
    expect(await timeout('u-changed')).toBe('20');
  });

  it('that fails brings everything back', async () => {
    await stacks.create('back', {
      Resources: { A: queue({ QueueName: 'back-a', VisibilityTimeout: 10 }), R: queue() },
    });
    const [replaced] = (await names('back-R')).toSorted();
    const stack = await stacks.update('back', {
      Resources: {
        A: queue({ QueueName: 'back-a', VisibilityTimeout: 20 }),
        R: queue({ FifoQueue: true }),
        New: queue({ QueueName: 'back-new' }),
        Bad: queue({ QueueName: 'taken' }, { DependsOn: ['A', 'R', 'New'] }),
      },
    });
    expect(stack.StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(await timeout('back-a')).toBe('10');
    expect(await names('back-')).toEqual(['back-R', 'back-a'].map((name) => (name === 'back-R' ? replaced : name)));
    const events = await stacks.events('back');
    const rolling = events.find(({ ResourceStatus }) => ResourceStatus === 'UPDATE_ROLLBACK_IN_PROGRESS');
    expect(rolling?.ResourceStatusReason).toBe('The following resource(s) failed to create: [Bad]. ');
    expect(await stacks.update('back', { Resources: { A: queue({ QueueName: 'back-a' }) } })).toMatchObject({
      StackStatus: 'UPDATE_COMPLETE',
    });
  });

  it('of what only a replacement can change is refused under the same name', async () => {
    await stacks.create('named', { Resources: { A: queue({ QueueName: 'named.fifo', FifoQueue: true }) } });
    const stack = await stacks.update('named', { Resources: { A: queue({ QueueName: 'named.fifo' }) } });
    expect(stack.StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    const failed = (await stacks.events('named')).find(({ ResourceStatus }) => ResourceStatus === 'UPDATE_FAILED');
    expect(failed?.ResourceStatusReason).toBe(
      'CloudFormation cannot update a stack when a custom-named resource requires replacing. Rename named.fifo and update the stack again.',
    );
  });

  it('goes on with parameters, tags and the template of before', async () => {
    const template: Sections = {
      Parameters: {
        Seconds: { Type: 'Number' },
        Secret: { Type: 'String', NoEcho: true },
        Note: { Type: 'String', Default: 'none' },
      },
      Resources: { A: queue({ QueueName: 'kept-a', VisibilityTimeout: { Ref: 'Seconds' } }) },
    };
    const pair = (ParameterKey: string, ParameterValue: string) => ({ ParameterKey, ParameterValue });
    const Tags = [{ Key: 'team', Value: 'lab' }];
    await stacks.create('kept', template, { Parameters: [pair('Seconds', '5'), pair('Secret', 'x')], Tags });
    const kept = ['Secret', 'Note'].map((ParameterKey) => ({ ParameterKey, UsePreviousValue: true }));
    const Parameters = [pair('Seconds', '6'), ...kept];
    const again = { TemplateBody: undefined, UsePreviousTemplate: true, Parameters };
    expect(await stacks.update('kept', {}, again)).toMatchObject({ StackStatus: 'UPDATE_COMPLETE', Tags });
    expect(await timeout('kept-a')).toBe('6');
    await expect(stacks.update('kept', {}, again)).rejects.toMatchObject({
      name: 'ValidationError',
      message: 'No updates are to be performed.',
    });
  });

  it.each([
    { name: 'of no stack', stack: 'none', resource: queue(), message: 'Stack [none] does not exist' },
    {
      ...{ name: 'to another type', stack: 'typed', resource: { Type: 'AWS::SNS::Topic' } },
      message:
        'Update of resource type is not permitted. The new template modifies resource type of the following resources: [A]',
    },
  ])('$name is refused', async ({ stack, resource, message }) => {
    if (stack !== 'none') await stacks.create(stack, { Resources: { A: queue() } });
    await expect(stacks.update(stack, { Resources: { A: resource } })).rejects.toMatchObject({ message });
  });
});

describe('a change set', () => {
  const changeSet = async (ChangeSetName: string, StackName: string, template: Sections, more: object = {}) => {
    const TemplateBody = JSON.stringify(template);
    await stacks.client.send(new CreateChangeSetCommand({ ChangeSetName, StackName, TemplateBody, ...more }));
    return stacks.client.send(new DescribeChangeSetCommand({ ChangeSetName, StackName }));
  };
  const execute = (ChangeSetName: string, StackName: string) =>
    stacks.client.send(new ExecuteChangeSetCommand({ ChangeSetName, StackName }));

  it('makes a stack that was only looked at, then changes it', async () => {
    const first = { Resources: { A: queue({ VisibilityTimeout: 1 }), B: queue() } };
    const created = await changeSet('one', 'sets', first, { ChangeSetType: 'CREATE' });
    expect(created).toMatchObject({
      ...{ Status: 'CREATE_COMPLETE', ExecutionStatus: 'AVAILABLE' },
      Changes: ['A', 'B'].map((LogicalResourceId) => ({ ResourceChange: { Action: 'Add', LogicalResourceId } })),
    });
    expect(await stacks.describe('sets')).toMatchObject({ StackStatus: 'REVIEW_IN_PROGRESS' });
    await execute('one', 'sets');
    expect(await stacks.settled('sets')).toMatchObject({ StackStatus: 'CREATE_COMPLETE' });
    await expect(changeSet('two', 'sets', first, { ChangeSetType: 'CREATE' })).rejects.toThrow(
      'Stack [sets] already exists and cannot be created again with the changeSet [two].',
    );
    const second = {
      Resources: {
        A: queue({ VisibilityTimeout: 2 }),
        C: queue({ QueueName: { 'Fn::GetAtt': ['A', 'QueueName'] } }, {}),
      },
    };
    const changed = await changeSet('three', 'sets', { Resources: { ...second.Resources, C: queue() } });
    expect(changed.Changes).toMatchObject([
      {
        ResourceChange: {
          ...{ Action: 'Modify', LogicalResourceId: 'A', Replacement: 'False' },
          Details: [{ Target: { Name: 'VisibilityTimeout', RequiresRecreation: 'Never' } }],
        },
      },
      { ResourceChange: { Action: 'Add', LogicalResourceId: 'C' } },
      { ResourceChange: { Action: 'Remove', LogicalResourceId: 'B', PolicyAction: 'Delete' } },
    ]);
    await execute('three', 'sets');
    expect(await stacks.settled('sets')).toMatchObject({ StackStatus: 'UPDATE_COMPLETE' });
    await expect(execute('three', 'sets')).rejects.toMatchObject({ name: 'InvalidChangeSetStatusException' });
  });

  it('without changes has failed', async () => {
    await stacks.create('still', { Resources: { A: queue() } });
    expect(await changeSet('none', 'still', { Resources: { A: queue() } })).toMatchObject({
      ...{ Status: 'FAILED', ExecutionStatus: 'UNAVAILABLE' },
      StatusReason:
        "The submitted information didn't contain changes. Submit different information to create a change set.",
    });
    await stacks.client.send(new DeleteChangeSetCommand({ ChangeSetName: 'none', StackName: 'still' }));
    await expect(execute('none', 'still')).rejects.toMatchObject({ name: 'ChangeSetNotFoundException' });
  });

  it('foresees a replacement, and what it changes', async () => {
    const template = (fifo: object) => ({
      Resources: {
        Dead: queue(fifo),
        Main: queue({
          ...fifo,
          RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['Dead', 'Arn'] }, maxReceiveCount: 1 },
        }),
      },
    });
    await stacks.create('seen', template({}));
    const { Changes } = await changeSet('fifo', 'seen', template({ FifoQueue: true }));
    expect(
      Changes?.map(({ ResourceChange }) => [ResourceChange?.LogicalResourceId, ResourceChange?.Replacement]),
    ).toEqual([
      ['Dead', 'True'],
      ['Main', 'True'],
    ]);
  });
});

describe('exports', () => {
  it('are imported, and stay while they are', async () => {
    const output = (QueueName: string, Name = 'shared-url') => ({
      Resources: { Q: queue({ QueueName }) },
      Outputs: { Url: { Value: QueueName, Export: { Name } } },
    });
    const reader = {
      Resources: { R: queue({ QueueName: { 'Fn::Join': ['-', ['of', { 'Fn::ImportValue': 'shared-url' }]] } }) },
    };
    expect(await stacks.create('early', reader)).toMatchObject({ StackStatus: 'ROLLBACK_COMPLETE' });
    await stacks.create('giver', output('given'));
    await stacks.create('taker', reader);
    expect(await names('of-')).toEqual(['of-given']);
    const { Exports } = await stacks.client.send(new ListExportsCommand({}));
    expect(Exports).toMatchObject([{ Name: 'shared-url', Value: 'given' }]);
    const { Imports } = await stacks.client.send(new ListImportsCommand({ ExportName: 'shared-url' }));
    expect(Imports).toEqual(['taker']);
    expect(await stacks.remove('giver')).toMatchObject({
      StackStatus: 'CREATE_COMPLETE',
      StackStatusReason: 'Export shared-url cannot be deleted as it is in use by taker',
    });
    expect(await stacks.update('giver', output('other'))).toMatchObject({ StackStatus: 'UPDATE_ROLLBACK_COMPLETE' });
    const second = await stacks.create('second', output('second'));
    expect(second.StackStatus).toBe('ROLLBACK_COMPLETE');
    await stacks.remove('taker');
    expect(await stacks.remove('giver')).toMatchObject({ StackStatus: 'DELETE_COMPLETE' });
  });
});
