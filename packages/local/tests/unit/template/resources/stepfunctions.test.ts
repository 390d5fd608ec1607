import { systemClock } from '@safelight/asl/clock';
import { localPlace, systemIds, systemRandom } from '@safelight/asl/identity';
import type { Json } from '@safelight/asl/json';
import { unchecked } from '@safelight/asl/ports';
import { beforeEach, describe, expect, it } from 'vitest';
import { createStatesService, type StatesService } from '#services/states/service.ts';
import { IN_MEMORY, openDatabase } from '#store/database.ts';
import { activityType } from '#template/resources/stepfunctions/aws-stepfunctions-activity.ts';
import { stateMachineType } from '#template/resources/stepfunctions/aws-stepfunctions-statemachine.ts';
import { stateMachineAliasType } from '#template/resources/stepfunctions/aws-stepfunctions-statemachinealias.ts';
import { stateMachineVersionType } from '#template/resources/stepfunctions/aws-stepfunctions-statemachineversion.ts';
import { unheard } from '#tests/support/unheard.ts';

const ARN = 'arn:aws:states:us-east-1:000000000000:stateMachine:m';
const notCalled = () => Promise.reject(new Error('not called'));
const resource = (type: string, properties: Readonly<Record<string, Json>>) => ({
  logicalId: 'Machine',
  type,
  properties,
  stackName: 'stack',
});

let states: StatesService;
beforeEach(() => {
  states = createStatesService({
    ...unheard,
    database: openDatabase({ file: IN_MEMORY }),
    clock: systemClock,
    ids: systemIds,
    random: systemRandom,
    place: localPlace,
    authorize: () => {},
    hasLogGroup: () => true,
    tasks: { ...unchecked, request: notCalled, completion: notCalled, unsupported: () => undefined },
    objects: { get: notCalled, head: notCalled, put: notCalled, async *list() {} },
  });
});

const definition = (Result: string) => ({
  StartAt: 'S',
  States: { S: { Type: 'Pass', Result: { value: Result, kept: '${Other}' }, End: true } },
});

const machine = (properties: Readonly<Record<string, Json>>) =>
  stateMachineType(states.call).apply(
    resource('AWS::StepFunctions::StateMachine', {
      StateMachineName: 'm',
      RoleArn: 'arn:aws:iam::000000000000:role/r',
      Definition: definition('1'),
      ...properties,
    }),
  );

const described = () => states.call('DescribeStateMachine', { stateMachineArn: ARN });

describe('state machines', () => {
  it('are what Ref and GetAtt say', async () => {
    const { ref, attributes } = await machine({ Tags: [{ Key: 'a', Value: 'b' }] });
    expect({ ref, attributes }).toEqual({
      ref: ARN,
      attributes: { Arn: ARN, Name: 'm', StateMachineRevisionId: 'INITIAL' },
    });
    expect(await states.call('ListTagsForResource', { resourceArn: ARN })).toEqual({
      tags: [{ key: 'a', value: 'b' }],
    });
  });

  it.each<[string, Readonly<Record<string, Json>>]>([
    ['an object', { Definition: definition('${Value}') }],
    ['text', { Definition: null, DefinitionString: JSON.stringify(definition('${Value}')) }],
  ])('fill placeholders in %s, and leave those that are not theirs', async (_, { Definition, ...rest }) => {
    const given = Definition === null ? {} : { Definition: Definition ?? null };
    const properties = { StateMachineName: 'm', RoleArn: 'arn:aws:iam::000000000000:role/r', ...given, ...rest };
    const type = stateMachineType(states.call);
    await type.apply(resource(type.type, { ...properties, DefinitionSubstitutions: { Value: 'filled' } }));
    const text = String((await described()).definition);
    expect(JSON.parse(text)).toEqual(definition('filled'));
  });

  it('that an earlier boot left are brought up to date, keeping their revision when nothing changed', async () => {
    await machine({});
    const before = await described();
    await machine({});
    expect((await described()).revisionId).toBe(before.revisionId);
    await machine({ Definition: definition('2') });
    const after = await described();
    expect(after.creationDate).toBe(before.creationDate);
    expect(after.revisionId).not.toBe(before.revisionId);
  });

  it('are made anew when their type changes', async () => {
    await machine({});
    await machine({ StateMachineType: 'EXPRESS' });
    expect(await described()).toMatchObject({ type: 'EXPRESS' });
  });

  it('log where they are told to', async () => {
    const group = 'arn:aws:logs:us-east-1:000000000000:log-group:/m:*';
    const destination = { CloudWatchLogsLogGroup: { LogGroupArn: group } };
    await machine({
      LoggingConfiguration: { Level: 'ERROR', IncludeExecutionData: false, Destinations: [destination] },
    });
    expect((await described()).loggingConfiguration).toEqual({
      level: 'ERROR',
      includeExecutionData: false,
      destinations: [{ cloudWatchLogsLogGroup: { logGroupArn: group } }],
    });
  });

  it('need one definition', async () => {
    await expect(machine({ DefinitionString: '{}' })).rejects.toThrow('exactly one of the properties');
  });
});

it('versions are published once a revision, and aliases follow them', async () => {
  await machine({});
  const version = stateMachineVersionType(states.call);
  const publish = () => version.apply(resource(version.type, { StateMachineArn: ARN }));
  expect((await publish()).ref).toBe(`${ARN}:1`);
  expect((await publish()).ref).toBe(`${ARN}:1`);
  await machine({ Definition: definition('2') });
  expect((await publish()).ref).toBe(`${ARN}:2`);

  const alias = stateMachineAliasType(states.call);
  const point = (properties: Readonly<Record<string, Json>>) =>
    alias.apply(resource(alias.type, { Name: 'LIVE', ...properties }));
  const { ref } = await point({ RoutingConfiguration: [{ StateMachineVersionArn: `${ARN}:1`, Weight: 100 }] });
  expect(ref).toBe(`${ARN}:LIVE`);
  await point({
    DeploymentPreference: { Type: 'LINEAR', Interval: 1, Percentage: 10, StateMachineVersionArn: `${ARN}:2` },
  });
  expect(await states.call('DescribeStateMachineAlias', { stateMachineAliasArn: ref })).toMatchObject({
    routingConfiguration: [{ stateMachineVersionArn: `${ARN}:2`, weight: 100 }],
  });
});

it('activities are theirs too', async () => {
  const type = activityType(states.call);
  const arn = 'arn:aws:states:us-east-1:000000000000:activity:print';
  expect(await type.apply(resource(type.type, { Name: 'print' }))).toEqual({
    ref: arn,
    attributes: { Arn: arn, Name: 'print' },
  });
});
