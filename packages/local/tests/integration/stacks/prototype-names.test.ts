import { afterAll, describe, expect, it } from 'vitest';
import { rawCalls } from '#tests/support/raw-calls.ts';
import { queue } from '#tests/support/stacks.ts';
import { startSystem } from '#tests/support/system.ts';

const system = await startSystem({ template: { Resources: { Taken: queue({ QueueName: 'taken' }) } } });
afterAll(() => system.close());
const { sqs, stacks } = rawCalls(system);

// What CloudFormation names is letters and digits.
describe.each(['constructor', 'toString'])('%s is a name of a template like any other', (name) => {
  const create = (template: object, more: Record<string, string> = {}) =>
    stacks({ Action: 'CreateStack', StackName: name, TemplateBody: JSON.stringify(template), ...more });

  it.each<[string, object, RegExp]>([
    [
      'a parameter without a value',
      { Parameters: { [name]: { Type: 'String' } }, Resources: { Q: queue() } },
      /must have values/,
    ],
    ['a condition that is not there', { Resources: { Q: { ...queue(), Condition: name } } }, /Unresolved condition/],
    ['a reference', { Resources: { Q: queue({ QueueName: { Ref: name } }) } }, /Unresolved resource dependencies/],
    ['a type', { Resources: { Q: { Type: name } } }, /ValidationError/],
  ])('of %s', async (_, template, refusal) => {
    expect(await create(template)).toMatch(refusal);
  });

  it('of a resource, a parameter, a mapping, an output and the stack', async () => {
    const template = {
      Parameters: { [name]: { Type: 'String', Default: 'given' } },
      Mappings: { [name]: { [name]: { [name]: 'mapped' } } },
      Resources: {
        [`${name}Queue`]: queue({
          QueueName: { 'Fn::Sub': [`\${${name}}-of-\${hasOwnProperty}`, { hasOwnProperty: name }] },
        }),
      },
      Outputs: { [name]: { Value: { 'Fn::FindInMap': [name, name, name] } } },
    };
    expect(await create(template)).toContain(`stack/${name}/`);
    let described = '';
    do described = await stacks({ Action: 'DescribeStacks', StackName: name });
    while (described.includes('_IN_PROGRESS'));
    expect(described).toContain('CREATE_COMPLETE');
    expect(described).toContain(`<OutputKey>${name}</OutputKey><OutputValue>mapped</OutputValue>`);
    expect(await sqs('GetQueueUrl', `{"QueueName":"given-of-${name}"}`)).toContain('QueueUrl');
  });
});
