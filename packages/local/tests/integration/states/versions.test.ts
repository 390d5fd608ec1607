import {
  CreateStateMachineAliasCommand,
  CreateStateMachineCommand,
  DeleteStateMachineAliasCommand,
  DeleteStateMachineCommand,
  DeleteStateMachineVersionCommand,
  DescribeExecutionCommand,
  DescribeStateMachineAliasCommand,
  ListStateMachineAliasesCommand,
  ListStateMachineVersionsCommand,
  PublishStateMachineVersionCommand,
  StartExecutionCommand,
  StopExecutionCommand,
  UpdateStateMachineAliasCommand,
  UpdateStateMachineCommand,
} from '@aws-sdk/client-sfn';
import { describe, expect, it } from 'vitest';
import { hostStates } from '#tests/integration/states/host.ts';

const roleArn = 'arn:aws:iam::000000000000:role/workflow';
const answering = (Result: string) =>
  JSON.stringify({ StartAt: 'S', States: { S: { Type: 'Pass', Result, End: true } } });
const pausing = JSON.stringify({ StartAt: 'S', States: { S: { Type: 'Wait', Seconds: 600, End: true } } });

describe('versions and aliases', () => {
  it('start what they point to', async () => {
    await using host = await hostStates({ random: 0.3 });
    const { client } = host;
    const created = new CreateStateMachineCommand({ name: 'm', roleArn, definition: pausing, publish: true });
    const { stateMachineArn, stateMachineVersionArn: one } = await client.send(created);
    expect(one).toBe(`${stateMachineArn}:1`);
    const again = await client.send(new PublishStateMachineVersionCommand({ stateMachineArn }));
    expect(again.stateMachineVersionArn).toBe(one);
    await client.send(new UpdateStateMachineCommand({ stateMachineArn, definition: answering('2') }));
    const { stateMachineVersionArn: two } = await client.send(
      new PublishStateMachineVersionCommand({ stateMachineArn }),
    );
    const versions = await client.send(new ListStateMachineVersionsCommand({ stateMachineArn }));
    expect(versions.stateMachineVersions?.map((version) => version.stateMachineVersionArn)).toEqual([two, one]);

    const routingConfiguration = [
      { stateMachineVersionArn: one, weight: 20 },
      { stateMachineVersionArn: two, weight: 80 },
    ];
    const alias = await client.send(new CreateStateMachineAliasCommand({ name: 'LIVE', routingConfiguration }));
    const { stateMachineAliasArn } = alias;
    const started = await client.send(new StartExecutionCommand({ stateMachineArn: stateMachineAliasArn }));
    const described = await client.send(new DescribeExecutionCommand({ executionArn: started.executionArn }));
    expect(described).toMatchObject({ stateMachineArn, stateMachineVersionArn: two, stateMachineAliasArn });

    await client.send(
      new UpdateStateMachineAliasCommand({
        stateMachineAliasArn,
        routingConfiguration: [{ stateMachineVersionArn: one, weight: 100 }],
      }),
    );
    const changed = await client.send(new DescribeStateMachineAliasCommand({ stateMachineAliasArn }));
    expect(changed.routingConfiguration).toEqual([{ stateMachineVersionArn: one, weight: 100 }]);
    await expect(
      client.send(new DeleteStateMachineVersionCommand({ stateMachineVersionArn: one })),
    ).rejects.toMatchObject({ name: 'ConflictException' });
    await client.send(new DeleteStateMachineAliasCommand({ stateMachineAliasArn }));
    await client.send(new DeleteStateMachineVersionCommand({ stateMachineVersionArn: one }));
    const { stateMachineAliases } = await client.send(new ListStateMachineAliasesCommand({ stateMachineArn }));
    expect(stateMachineAliases).toEqual([]);
  });

  // https://docs.aws.amazon.com/step-functions/latest/apireference/API_PublishStateMachineVersion.html
  it('are of the revision that is asked for, once, whatever the description', async () => {
    await using host = await hostStates();
    const { client } = host;
    const created = new CreateStateMachineCommand({ name: 'm', roleArn, definition: pausing });
    const { stateMachineArn } = await client.send(created);
    const publish = async (input: { revisionId?: string; description?: string }) => {
      const published = await client.send(new PublishStateMachineVersionCommand({ stateMachineArn, ...input }));
      return published.stateMachineVersionArn?.split(':').at(-1);
    };
    expect(await publish({ revisionId: 'INITIAL', description: 'one' })).toBe('1');
    expect(await publish({ description: 'other' })).toBe('1');
    await expect(publish({ revisionId: 'x' })).rejects.toMatchObject({
      name: 'ConflictException',
      message:
        'Failed to publish the State Machine version for revision x. The current State Machine revision is INITIAL.',
    });
    const update = new UpdateStateMachineCommand({ stateMachineArn, definition: answering('2') });
    const { revisionId } = await client.send(update);
    await expect(publish({ revisionId: 'INITIAL' })).rejects.toMatchObject({
      message: `Failed to publish the State Machine version for revision INITIAL. The current State Machine revision is ${revisionId}.`,
    });
    expect(await publish({ revisionId: revisionId ?? '' })).toBe('2');
    await client.send(new DeleteStateMachineVersionCommand({ stateMachineVersionArn: `${stateMachineArn}:2` }));
    expect(await publish({})).toBe('3');
  });

  // https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachine.html
  it('are compared when a state machine is created again', async () => {
    await using host = await hostStates();
    const { client } = host;
    const create = (input: object) =>
      client.send(new CreateStateMachineCommand({ name: 'm', roleArn, definition: pausing, ...input }));
    const first = await create({ publish: true, versionDescription: 'one' });
    const again = await create({ publish: true, versionDescription: 'one', roleArn: `${roleArn}2` });
    expect(again.stateMachineVersionArn).toBe(first.stateMachineVersionArn);
    await expect(create({ publish: true })).rejects.toMatchObject({ name: 'StateMachineAlreadyExists' });
    const encryptionConfiguration = { type: 'CUSTOMER_MANAGED_KMS_KEY', kmsKeyId: 'alias/a' };
    await expect(create({ encryptionConfiguration })).rejects.toMatchObject({ name: 'StateMachineAlreadyExists' });
  });

  it('of an alias are of one state machine', async () => {
    await using host = await hostStates();
    const { client } = host;
    const publish = async (name: string) => {
      const create = new CreateStateMachineCommand({ name, roleArn, definition: pausing, publish: true });
      return (await client.send(create)).stateMachineVersionArn;
    };
    const [one, other] = [await publish('m'), await publish('n')];
    const to = (stateMachineVersionArn?: string) => ({
      routingConfiguration: [{ stateMachineVersionArn, weight: 100 }],
    });
    const alias = await client.send(new CreateStateMachineAliasCommand({ name: 'LIVE', ...to(one) }));
    const update = new UpdateStateMachineAliasCommand({ ...alias, ...to(other) });
    await expect(client.send(update)).rejects.toMatchObject({ name: 'ValidationException' });
  });

  // https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
  it('are as many as AWS lets there be', async () => {
    await using host = await hostStates();
    const { client } = host;
    const create = new CreateStateMachineCommand({ name: 'm', roleArn, definition: pausing, publish: true });
    const { stateMachineVersionArn } = await client.send(create);
    const routingConfiguration = [{ stateMachineVersionArn, weight: 100 }];
    const alias = (name: string) => client.send(new CreateStateMachineAliasCommand({ name, routingConfiguration }));
    for (let count = 0; count < 100; count += 1) await alias(`a${count}`);
    await expect(alias('more')).rejects.toMatchObject({ name: 'ServiceQuotaExceededException' });
  });

  it('are not made of a state machine that is being deleted, or of a Map state', async () => {
    await using host = await hostStates();
    const { client } = host;
    const create = new CreateStateMachineCommand({ name: 'm', roleArn, definition: pausing, publish: true });
    const { stateMachineArn, stateMachineVersionArn } = await client.send(create);
    const { executionArn } = await client.send(new StartExecutionCommand({ stateMachineArn }));
    const ofMap = new PublishStateMachineVersionCommand({ stateMachineArn: `${stateMachineArn}/Each` });
    await expect(client.send(ofMap)).rejects.toMatchObject({ name: 'ValidationException' });
    await client.send(new DeleteStateMachineCommand({ stateMachineArn }));
    const deleting = { name: 'StateMachineDeleting' };
    const publish = new PublishStateMachineVersionCommand({ stateMachineArn });
    await expect(client.send(publish)).rejects.toMatchObject(deleting);
    const routingConfiguration = [{ stateMachineVersionArn, weight: 100 }];
    const alias = new CreateStateMachineAliasCommand({ name: 'LIVE', routingConfiguration });
    await expect(client.send(alias)).rejects.toMatchObject(deleting);
    await client.send(new StopExecutionCommand({ executionArn }));
  });

  it.each<[string, readonly number[]]>([
    ['do not add up to 100', [50, 40]],
    ['are of too many versions', [30, 30, 40]],
  ])('are refused when weights %s', async (_, weights) => {
    await using host = await hostStates();
    const { client } = host;
    const routingConfiguration = [];
    for (const [index, weight] of weights.entries()) {
      const create = { name: `m${index}`, roleArn, definition: answering('1'), publish: true };
      const { stateMachineVersionArn } = await client.send(new CreateStateMachineCommand(create));
      routingConfiguration.push({ stateMachineVersionArn, weight });
    }
    await expect(
      client.send(new CreateStateMachineAliasCommand({ name: 'LIVE', routingConfiguration })),
    ).rejects.toMatchObject({ name: 'ValidationException' });
  });
});
