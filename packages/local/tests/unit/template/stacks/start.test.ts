import type { Json } from '@safelight/asl/json';
import { describe, expect, it } from 'vitest';
import { createRegistry } from '#template/registry.ts';
import type { Resource, ResourceType } from '#template/resource-type.ts';
import { startWith } from '#tests/support/start-stack.ts';

/** A queue that notes the order in which it was created. */
function recordingType(applied: Resource[]): ResourceType {
  return {
    type: 'AWS::SQS::Queue',
    properties: ['QueueName', 'RedrivePolicy'],
    withoutEffect: ['Tags'],
    async apply(resource) {
      await Promise.resolve();
      applied.push(resource);
      const name = String(resource.properties.QueueName ?? resource.logicalId);
      return { ref: `http://queue/${name}`, attributes: { Arn: `arn:${name}`, QueueName: name } };
    },
    remove: () => undefined,
  };
}

async function apply(template: { readonly [section: string]: Json }) {
  const applied: Resource[] = [];
  const stack = await startWith(template, [recordingType(applied)]);
  return { stack, applied, order: applied.map(({ logicalId }) => logicalId) };
}

const queue = (Properties: Json = {}, more: { readonly [member: string]: Json } = {}) => ({
  Type: 'AWS::SQS::Queue',
  Properties,
  ...more,
});

describe('startStack', () => {
  it('applies what a resource refers to before it', async () => {
    const { order, applied } = await apply({
      Resources: {
        Last: queue({}, { DependsOn: 'Main' }),
        Main: queue({ RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['Dead', 'Arn'] } } }),
        Dead: queue({ QueueName: { 'Fn::Sub': '${AWS::StackName}-dead-${AWS::AccountId}' } }),
      },
    });
    expect(order).toEqual(['Dead', 'Main', 'Last']);
    expect(applied[1]?.properties).toEqual({
      RedrivePolicy: { deadLetterTargetArn: 'arn:darkroom-test-dead-000000000000' },
    });
  });

  it('resolves parameters, mappings, conditions and outputs', async () => {
    const template = (stage: string) => ({
      Parameters: { Stage: { Type: 'String', Default: stage } },
      Mappings: { Names: { dev: { queue: 'small' }, prod: { queue: 'large' } } },
      Conditions: { Prod: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } },
      Resources: {
        Main: queue({ QueueName: { 'Fn::FindInMap': ['Names', { Ref: 'Stage' }, 'queue'] } }),
        Extra: queue({}, { Condition: 'Prod' }),
      },
      Outputs: {
        Url: { Value: { Ref: 'Main' }, Description: 'where', Export: { Name: { 'Fn::Sub': '${Stage}-url' } } },
        Extra: { Condition: 'Prod', Value: { Ref: 'Extra' } },
      },
    });
    const dev = await apply(template('dev'));
    expect(dev.order).toEqual(['Main']);
    expect(dev.stack.outputs).toEqual([
      { key: 'Url', value: 'http://queue/small', description: 'where', exportName: 'dev-url' },
    ]);
    const prod = await apply(template('prod'));
    expect(prod.stack.outputs.map(({ value }) => value)).toEqual(['http://queue/large', 'http://queue/Extra']);
  });

  it('accepts resources without local effect, and says why', async () => {
    const { stack } = await apply({
      Resources: { Alarm: { Type: 'AWS::CloudWatch::CompositeAlarm', Properties: { AlarmName: 'failed' } } },
      Outputs: { Arn: { Value: { 'Fn::GetAtt': ['Alarm', 'Arn'] } } },
    });
    expect(stack.resources).toMatchObject([
      {
        logicalId: 'Alarm',
        physicalId: 'failed',
        type: 'AWS::CloudWatch::CompositeAlarm',
        withoutEffect: expect.any(String),
      },
    ]);
    expect(stack.outputs[0]?.value).toBe('arn:aws:cloudwatch:us-east-1:000000000000:alarm:failed');
  });

  it.each<[string, { readonly [section: string]: Json }, string]>([
    [
      'an unknown type',
      { Resources: { X: { Type: 'AWS::EC2::Instance' } } },
      'X (AWS::EC2::Instance): resources of type AWS::EC2::Instance do not run here',
    ],
    ['an unknown property', { Resources: { X: queue({ Colour: 1 }) } }, 'X (AWS::SQS::Queue): the property Colour'],
    ['an unknown reference', { Resources: { X: queue({ QueueName: { Ref: 'Y' } }) } }, 'no parameter or resource Y'],
    [
      'a reference to what a condition left out',
      {
        Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } },
        Resources: { X: queue({ QueueName: { Ref: 'Y' } }), Y: queue({}, { Condition: 'Never' }) },
      },
      'X (AWS::SQS::Queue): there is no parameter or resource Y',
    ],
    [
      'an unknown attribute',
      { Resources: { X: queue({ QueueName: { 'Fn::GetAtt': ['Y', 'Size'] } }), Y: queue() } },
      'Y has no attribute Size',
    ],
    [
      'a cycle',
      { Resources: { X: queue({ QueueName: { Ref: 'Y' } }), Y: queue({}, { DependsOn: ['X'] }) } },
      'X -> Y -> X',
    ],
    [
      'a parameter without a value',
      { Parameters: { P: { Type: 'String' } }, Resources: {} },
      'Parameters: [P] must have values',
    ],
    ['a section that changes the others', { Transform: 'x', Resources: {} }, 'The transform x runs in AWS alone'],
    ['an unknown resource attribute', { Resources: { X: queue({}, { UpdatePolicy: {} }) } }, 'attribute UpdatePolicy'],
    ['an output that is no text', { Resources: {}, Outputs: { O: { Value: [] } } }, 'Output O: the value is not text'],
  ])('refuses %s', async (_, template, message) => {
    await expect(apply(template)).rejects.toThrow(message);
  });
});

it('a registry refuses a type that is listed twice', () => {
  const type = recordingType([]);
  expect(() => createRegistry([type, type])).toThrow('AWS::SQS::Queue is registered twice');
});
