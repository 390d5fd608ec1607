import {
  CreateStackCommand,
  type CreateStackCommandInput,
  ValidateTemplateCommand,
} from '@aws-sdk/client-cloudformation';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestSystem } from '#local/testing/start-system.ts';
import { queue, type Sections, stacksOf } from '#tests/support/stacks.ts';
import { startSystem } from '#tests/support/system.ts';

let system: TestSystem;
let stacks: ReturnType<typeof stacksOf>;

beforeAll(async () => {
  system = await startSystem({ template: { Resources: {} } });
  stacks = stacksOf(system);
}, 60_000);

afterAll(() => system.close());

const role = (Properties: object = {}) => ({
  Type: 'AWS::IAM::Role',
  Properties: { AssumeRolePolicyDocument: { Statement: [] }, ...Properties },
});
const one = (resource: object): Sections => ({ Resources: { X: resource } });
const parameter = (definition: object): Sections => ({ Parameters: { P: definition }, Resources: { X: queue() } });
const P = (value: string) => ({ Parameters: [{ ParameterKey: 'P', ParameterValue: value }] });

/** In the words of CloudFormation, where it has some for it. */
const refused: readonly {
  readonly name: string;
  readonly template: Sections | string;
  readonly more?: Partial<CreateStackCommandInput>;
  readonly error?: string;
  readonly message: string | RegExp;
}[] = [
  {
    ...{ name: 'a name that is there', template: one(queue()), more: { StackName: 'test-dev' } },
    ...{ error: 'AlreadyExistsException', message: 'Stack [test-dev] already exists' },
  },
  { name: 'a bad name', template: one(queue()), more: { StackName: '1st' }, message: /pattern: \[a-zA-Z]/ },
  { name: 'no JSON', template: '{"Resources": ', message: /^Template format error: JSON not well-formed\. \(line 1, / },
  {
    name: 'aliases of YAML',
    template: 'Resources:\n  A: &a {Type: AWS::SQS::Queue}\n  B: *a\n',
    message: 'Template error: YAML aliases are not allowed in CloudFormation templates',
  },
  { name: 'no YAML', template: 'Resources: [', message: /^Template format error: YAML not well-formed\. \(line 1, / },
  { name: 'text', template: 'hello', message: 'Template format error: unsupported structure.' },
  {
    ...{ name: 'no resources', template: { Resources: {} } },
    message: 'Template format error: At least one Resources member must be defined.',
  },
  {
    ...{ name: 'a dangling reference', template: one(queue({ QueueName: { Ref: 'Y' } })) },
    message: 'Template format error: Unresolved resource dependencies [Y] in the Resources block of the template',
  },
  {
    ...{ name: 'a dangling output', template: { Resources: { X: queue() }, Outputs: { O: { Value: { Ref: 'Y' } } } } },
    message: 'Template format error: Unresolved resource dependencies [Y] in the Outputs block of the template',
  },
  {
    ...{ name: 'a type that does not run here', template: one({ Type: 'AWS::EC2::Instance' }) },
    message: /^Resources of these types do not run here: AWS::EC2::Instance \(X\)/,
  },
  {
    ...{ name: 'a transform', template: { Transform: 'AWS::Serverless-2016-10-31', ...one(queue()) } },
    message: /^The transform AWS::Serverless-2016-10-31 runs in AWS alone: deploy the template that sam build or cdk/,
  },
  {
    ...{ name: 'cdk bootstrap', template: one(queue()), more: { StackName: 'CDKToolkit' } },
    message: /^cdk bootstrap is for AWS alone\. Deploy the template that cdk synth made/,
  },
  {
    ...{ name: 'a role', template: one(role()), error: 'InsufficientCapabilitiesException' },
    message: 'Requires capabilities : [CAPABILITY_IAM]',
  },
  {
    ...{
      name: 'a role with a name',
      template: one(role({ RoleName: 'x' })),
      more: { Capabilities: ['CAPABILITY_IAM'] },
    },
    ...{ error: 'InsufficientCapabilitiesException', message: 'Requires capabilities : [CAPABILITY_NAMED_IAM]' },
  },
  { name: 'no value', template: parameter({ Type: 'String' }), message: 'Parameters: [P] must have values' },
  {
    name: 'another parameter',
    template: one(queue()),
    more: P('1'),
    message: 'Parameters: [P] do not exist in the template',
  },
  {
    ...{
      name: 'a value that is not allowed',
      template: parameter({ Type: 'String', AllowedValues: ['a'] }),
      more: P('b'),
    },
    message: "Parameter 'P' must be one of AllowedValues",
  },
  {
    ...{ name: 'a pattern', template: parameter({ Type: 'String', AllowedPattern: '[a-z]+' }), more: P('B1') },
    message: "Parameter 'P' must match pattern [a-z]+",
  },
  {
    name: 'a described constraint',
    template: parameter({ Type: 'String', MinLength: 3, ConstraintDescription: 'too short' }),
    ...{ more: P('x'), message: 'Parameter P failed to satisfy constraint: too short' },
  },
  {
    name: 'no number',
    template: parameter({ Type: 'Number' }),
    more: P('x'),
    message: "Parameter 'P' must be a number",
  },
  {
    ...{ name: 'a small number', template: parameter({ Type: 'Number', MinValue: 3 }), more: P('2') },
    message: "Parameter 'P' must be a number not less than 3",
  },
  {
    name: 'what is not done here',
    template: one(queue()),
    more: { StackPolicyBody: '{}' },
    message: /StackPolicyBody/,
  },
  {
    ...{ name: 'both ways to fail', template: one(queue()), more: { OnFailure: 'DELETE', DisableRollback: true } },
    message: /Either DisableRollback or OnFailure can be specified, not both/,
  },
];

it.each(refused)('CreateStack refuses $name', async ({ template, more, error = 'ValidationError', message }) => {
  const TemplateBody = typeof template === 'string' ? template : JSON.stringify(template);
  const creating = stacks.client.send(new CreateStackCommand({ StackName: 'refused', TemplateBody, ...more }));
  await expect(creating).rejects.toMatchObject({
    name: error,
    message: typeof message === 'string' ? message : expect.stringMatching(message),
  });
  await expect(stacks.describe('refused')).rejects.toThrow('does not exist');
});

it('ValidateTemplate tells parameters and capabilities', async () => {
  const TemplateBody = JSON.stringify({
    Description: 'A role',
    Parameters: { P: { Type: 'String', Default: 'x', NoEcho: true, Description: 'secret' } },
    Resources: { X: role() },
  });
  expect(await stacks.client.send(new ValidateTemplateCommand({ TemplateBody }))).toMatchObject({
    Description: 'A role',
    Parameters: [{ ParameterKey: 'P', DefaultValue: 'x', NoEcho: true, Description: 'secret' }],
    Capabilities: ['CAPABILITY_IAM'],
    CapabilitiesReason: 'The following resource(s) require capabilities: [AWS::IAM::Role]',
  });
});
