import {
  CreateStateMachineCommand,
  DeleteStateMachineCommand,
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  DescribeStateMachineForExecutionCommand,
  ListStateMachinesCommand,
  ListTagsForResourceCommand,
  type LoggingConfiguration,
  StartExecutionCommand,
  StopExecutionCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateStateMachineCommand,
} from '@aws-sdk/client-sfn';
import { describe, expect, it } from 'vitest';
import { AwsError } from '#gateway/aws-error.ts';
import { hostStates } from '#tests/integration/states/host.ts';

const roleArn = 'arn:aws:iam::000000000000:role/workflow';
const LOG_GROUP = 'arn:aws:logs:us-east-1:000000000000:log-group';
const answering = (Result: string) =>
  JSON.stringify({ StartAt: 'S', States: { S: { Type: 'Pass', Result, End: true } } });
const pausing = JSON.stringify({ StartAt: 'S', States: { S: { Type: 'Wait', Seconds: 600, End: true } } });

describe('state machines', () => {
  it('are created once: the same again is no error, another definition is', async () => {
    await using host = await hostStates();
    const { client } = host;
    const create = (definition: string) =>
      client.send(new CreateStateMachineCommand({ name: 'm', roleArn, definition, tags: [{ key: 'a', value: '1' }] }));
    const first = await create(answering('1'));
    expect(await create(answering('1'))).toMatchObject({ creationDate: first.creationDate });
    await expect(create(answering('2'))).rejects.toMatchObject({
      name: 'StateMachineAlreadyExists',
      message: `State Machine Already Exists: '${first.stateMachineArn}'`,
    });
  });

  it('are described with what their states refer to', async () => {
    await using host = await hostStates();
    const { client } = host;
    const definition = JSON.stringify({
      StartAt: 'A',
      States: {
        A: { Type: 'Pass', Assign: { photo: 1 }, Next: 'B' },
        B: { Type: 'Pass', InputPath: '$photo', End: true },
      },
    });
    const { stateMachineArn } = await client.send(new CreateStateMachineCommand({ name: 'm', roleArn, definition }));
    const all = await client.send(new DescribeStateMachineCommand({ stateMachineArn }));
    expect(all).toMatchObject({
      name: 'm',
      type: 'STANDARD',
      status: 'ACTIVE',
      definition,
      roleArn,
      variableReferences: { B: ['photo'] },
      loggingConfiguration: { level: 'OFF', includeExecutionData: false },
      tracingConfiguration: { enabled: false },
    });
    const some = await client.send(new DescribeStateMachineCommand({ stateMachineArn, includedData: 'METADATA_ONLY' }));
    expect([some.name, some.definition]).toEqual(['m', '{}']);
  });

  it('change, while an execution is described by what it started with', async () => {
    await using host = await hostStates();
    const { client } = host;
    const created = new CreateStateMachineCommand({ name: 'm', roleArn, definition: pausing });
    const { stateMachineArn } = await client.send(created);
    const { executionArn } = await client.send(new StartExecutionCommand({ stateMachineArn }));
    const before = await client.send(new DescribeStateMachineCommand({ stateMachineArn }));
    const update = new UpdateStateMachineCommand({ stateMachineArn, definition: answering('2') });
    const { revisionId } = await client.send(update);
    // The first revision has no id.
    expect(before.revisionId).toBeUndefined();
    expect(revisionId).toEqual(expect.any(String));
    const of = await client.send(new DescribeStateMachineForExecutionCommand({ executionArn }));
    expect([of.definition, of.revisionId]).toEqual([pausing, undefined]);
    const now = await client.send(new DescribeStateMachineCommand({ stateMachineArn }));
    expect(now.revisionId).toBe(revisionId);
    await expect(client.send(new UpdateStateMachineCommand({ stateMachineArn }))).rejects.toMatchObject({
      name: 'MissingRequiredParameter',
    });
    await client.send(new StopExecutionCommand({ executionArn }));
  });

  it('are deleted when the last execution has ended', async () => {
    await using host = await hostStates();
    const { client } = host;
    const created = new CreateStateMachineCommand({ name: 'm', roleArn, definition: pausing });
    const { stateMachineArn } = await client.send(created);
    const { executionArn } = await client.send(new StartExecutionCommand({ stateMachineArn }));
    await client.send(new DeleteStateMachineCommand({ stateMachineArn }));
    expect(await client.send(new DescribeStateMachineCommand({ stateMachineArn }))).toMatchObject({
      status: 'DELETING',
    });
    await expect(client.send(new StartExecutionCommand({ stateMachineArn }))).rejects.toMatchObject({
      name: 'StateMachineDeleting',
    });
    await client.send(new StopExecutionCommand({ executionArn }));
    await expect(client.send(new DescribeStateMachineCommand({ stateMachineArn }))).rejects.toMatchObject({
      name: 'StateMachineDoesNotExist',
    });
    expect(await client.send(new DescribeExecutionCommand({ executionArn }))).toMatchObject({ status: 'ABORTED' });
  });

  it('are listed page by page', async () => {
    await using host = await hostStates();
    const { client } = host;
    for (const name of ['c', 'a', 'b']) {
      await client.send(new CreateStateMachineCommand({ name, roleArn, definition: answering('1') }));
    }
    const first = await client.send(new ListStateMachinesCommand({ maxResults: 2 }));
    const second = await client.send(new ListStateMachinesCommand({ maxResults: 2, nextToken: first.nextToken }));
    const names = [...(first.stateMachines ?? []), ...(second.stateMachines ?? [])].map(({ name }) => name);
    expect(names).toEqual(['a', 'b', 'c']);
    expect(second.nextToken).toBeUndefined();
    await expect(client.send(new ListStateMachinesCommand({ nextToken: 'x' }))).rejects.toMatchObject({
      name: 'InvalidToken',
    });
  });

  it.each<[string, object, string]>([
    ['a wrong definition', { definition: '{}' }, 'InvalidDefinition'],
    ['a name with a space', { name: 'a b' }, 'InvalidName'],
    ['no role', { roleArn: 'role' }, 'InvalidArn'],
    ['a version that is not published', { versionDescription: 'x' }, 'ValidationException'],
  ])('are refused with %s', async (_, input, name) => {
    await using host = await hostStates();
    const create = new CreateStateMachineCommand({ name: 'm', roleArn, definition: answering('1'), ...input });
    await expect(host.client.send(create)).rejects.toMatchObject({ name });
  });
});

describe('logging', () => {
  const group = (name: string) => ({ cloudWatchLogsLogGroup: { logGroupArn: `${LOG_GROUP}:${name}:*` } });
  // https://docs.aws.amazon.com/step-functions/latest/apireference/API_LoggingConfiguration.html; messages as recorded.
  it.each<[string, LoggingConfiguration, string]>([
    ['to nowhere', { level: 'ALL' }, 'Must specify exactly one Log Destination.'],
    ['of errors to nowhere', { level: 'ERROR', destinations: [] }, 'Must specify exactly one Log Destination.'],
    [
      'to two groups',
      { level: 'FATAL', destinations: [group('a'), group('b')] },
      'Must specify exactly one Log Destination.',
    ],
    ['to a group that is missing', { level: 'ALL', destinations: [group('missing')] }, 'Log Destination not found.'],
    ['to a destination that is none', { level: 'ALL', destinations: [{}] }, 'Log Destination not found.'],
  ])('%s is refused', async (_, loggingConfiguration, why) => {
    await using host = await hostStates();
    const create = new CreateStateMachineCommand({
      name: 'm',
      roleArn,
      definition: answering('1'),
      loggingConfiguration,
    });
    await expect(host.client.send(create)).rejects.toMatchObject({
      name: 'InvalidLoggingConfiguration',
      message: `Invalid Logging Configuration: ${why}`,
    });
  });
});

it('a definition that calls what cannot be called here is refused by name', async () => {
  await using host = await hostStates({
    unsupported: ({ arn }) => (arn.includes('glue') ? 'glue is not here' : undefined),
  });
  const call = (Resource: string) =>
    JSON.stringify({ StartAt: 'S', States: { S: { Type: 'Task', Resource, End: true } } });
  const create = (definition: string) =>
    host.client.send(new CreateStateMachineCommand({ name: 'm', roleArn, definition }));
  await expect(create(call('arn:aws:states:::glue:startJobRun.sync'))).rejects.toMatchObject({
    name: 'InvalidDefinition',
    message: "Invalid State Machine Definition: 'UNSUPPORTED_LOCALLY: glue is not here at /States/S/Resource'",
  });
  await create(call('arn:aws:states:::lambda:invoke'));
});

it('tags come and go', async () => {
  await using host = await hostStates();
  const { client } = host;
  const create = new CreateStateMachineCommand({ name: 'm', roleArn, definition: answering('1') });
  const resourceArn = (await client.send(create)).stateMachineArn;
  const tags = [
    { key: 'team', value: 'photo' },
    { key: 'stage', value: 'dev' },
  ];
  await client.send(new TagResourceCommand({ resourceArn, tags }));
  await client.send(new UntagResourceCommand({ resourceArn, tagKeys: ['team'] }));
  const listed = await client.send(new ListTagsForResourceCommand({ resourceArn }));
  expect(listed.tags).toEqual([{ key: 'stage', value: 'dev' }]);
  const missing = `${resourceArn}x`;
  await expect(client.send(new ListTagsForResourceCommand({ resourceArn: missing }))).rejects.toMatchObject({
    name: 'ResourceNotFound',
  });
  await expect(client.send(new ListTagsForResourceCommand({ resourceArn: 'm' }))).rejects.toMatchObject({
    name: 'InvalidArn',
  });
});

it('asks for permission on the resource of each operation', async () => {
  const asked: string[] = [];
  await using host = await hostStates({
    authorize(_, { action, resource }) {
      asked.push(`${action} ${resource}`);
      if (action === 'states:StopExecution') throw new AwsError('AccessDeniedException', 'no');
    },
  });
  const { client } = host;
  const create = new CreateStateMachineCommand({ name: 'm', roleArn, definition: pausing });
  const { stateMachineArn } = await client.send(create);
  const { executionArn } = await client.send(new StartExecutionCommand({ stateMachineArn, name: 'x' }));
  await expect(client.send(new StopExecutionCommand({ executionArn }))).rejects.toMatchObject({
    name: 'AccessDeniedException',
  });
  expect(asked).toEqual([
    `states:CreateStateMachine ${stateMachineArn}`,
    `states:StartExecution ${stateMachineArn}`,
    `states:StopExecution ${executionArn}`,
  ]);
});
