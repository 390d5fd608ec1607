import { describe, expect, it } from 'vitest';
import { at, compiled, list, type TemplateResource } from '#tests/support/compiled.ts';
import { STAGES } from '../../scripts/lib/stages.ts';

/** The only statements that may name every resource: what the service gives no resource for. */
const NO_RESOURCE_ON_AWS: Readonly<Record<string, string>> = {
  'xray:PutTraceSegments': 'X-Ray has no resource for segments',
  'xray:PutTelemetryRecords': 'X-Ray has no resource for telemetry',
  'xray:GetSamplingRules': 'X-Ray has no resource for reading sampling rules',
  'xray:GetSamplingTargets': 'X-Ray has no resource for reading sampling targets',
  'logs:CreateLogDelivery': 'vended log deliveries have no resource',
  'logs:GetLogDelivery': 'vended log deliveries have no resource',
  'logs:UpdateLogDelivery': 'vended log deliveries have no resource',
  'logs:DeleteLogDelivery': 'vended log deliveries have no resource',
  'logs:ListLogDeliveries': 'vended log deliveries have no resource',
  'logs:PutResourcePolicy': 'vended log deliveries have no resource',
  'logs:DescribeResourcePolicies': 'vended log deliveries have no resource',
  'logs:DescribeLogGroups': 'vended log deliveries have no resource',
};

/** Resources that end in a wildcard stand for what is made while the system runs, inside one thing that has a name. */
const WITHIN_ONE_THING: readonly (readonly [RegExp, string])[] = [
  [/^\$\{\w+Bucket\.Arn\}\/\*$/, 'the objects of one bucket'],
  [/:log-group:\/aws\/lambda\/darkroom-[\w-]+:\*$/, "the streams of the function's own log group"],
  [/:execution:darkroom-[\w-]+:\*$/, 'the executions of one workflow'],
  [/:(execution|mapRun):darkroom-[\w-]+\/\w+:\*$/, 'the map runs of one Distributed Map, and their children'],
];

interface Statement {
  readonly owner: string;
  readonly effect: unknown;
  readonly actions: readonly string[];
  readonly resources: readonly unknown[];
}

function statementsOf(resource: TemplateResource): Statement[] {
  const documents = [
    ...list(resource.properties.Policies).map((policy) => at(policy, 'PolicyDocument')),
    ...list(resource.properties.PolicyDocument),
  ];
  return documents
    .flatMap((document) => list(at(document, 'Statement')))
    .map((statement) => ({
      owner: resource.logicalId,
      effect: at(statement, 'Effect'),
      actions: list(at(statement, 'Action')).map(String),
      resources: list(at(statement, 'Resource')),
    }));
}

describe.each(STAGES)('Framework 1: permissions of %s', async (stage) => {
  const template = await compiled(stage);
  const identity = ['AWS::IAM::Role', 'AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy'].flatMap((type) =>
    template.of(type),
  );
  const allowed = identity.flatMap(statementsOf).filter(({ effect }) => effect === 'Allow');

  it('name actions, never a family of them', () => {
    const wide = allowed.flatMap(({ owner, actions }) =>
      actions.filter((action) => action.includes('*')).map((action) => `${owner}: ${action}`),
    );
    expect(wide).toEqual([]);
  });

  it('name a resource wherever the service knows one', () => {
    const wide = allowed
      .filter(({ resources }) => resources.includes('*'))
      .flatMap(({ owner, actions }) =>
        actions.filter((action) => !(action in NO_RESOURCE_ON_AWS)).map((action) => `${owner}: ${action}`),
      );
    expect(wide).toEqual([]);
  });

  it('need every exception that there is', () => {
    const used = new Set(allowed.filter(({ resources }) => resources.includes('*')).flatMap(({ actions }) => actions));
    expect([...used].sort()).toEqual(Object.keys(NO_RESOURCE_ON_AWS).sort());
  });

  it('reach beyond one name only inside one thing', () => {
    const wide = allowed.flatMap(({ owner, resources }) =>
      resources
        .map((resource) => (typeof resource === 'string' ? resource : String(at(resource, 'Fn::Sub') ?? '')))
        .filter((resource) => resource.includes('*') && resource !== '*')
        .filter((resource) => !WITHIN_ONE_THING.some(([pattern]) => pattern.test(resource)))
        .map((resource) => `${owner}: ${resource}`),
    );
    expect(wide).toEqual([]);
  });

  it('are lent to services for this account only', () => {
    const lent = template
      .of('AWS::IAM::Role')
      .filter(({ properties }) => !JSON.stringify(properties.AssumeRolePolicyDocument).includes('lambda.amazonaws.com'))
      .filter(({ properties }) => !JSON.stringify(properties.AssumeRolePolicyDocument).includes('aws:SourceAccount'));
    expect(lent.map(({ logicalId }) => logicalId)).toEqual([]);
  });

  it('Images 11: never reach the source bucket for writing', () => {
    const writers = allowed
      .filter(({ actions }) => actions.some((action) => /^s3:(Put|Delete|Restore|Replicate)/.test(action)))
      .filter(({ resources }) => JSON.stringify(resources).includes('"SourceBucket"'))
      .map(({ owner }) => owner);
    expect(writers).toEqual([]);
  });

  it('are one role for each function and each state machine', () => {
    const users = [...template.of('AWS::Lambda::Function'), ...template.of('AWS::StepFunctions::StateMachine')];
    const roles = users.map(({ properties }) => JSON.stringify(properties.Role ?? properties.RoleArn));
    expect(new Set(roles).size).toBe(users.length);
  });

  it('use no managed policies of AWS, which are wider than needed', () => {
    expect(
      identity
        .filter(({ properties }) => list(properties.ManagedPolicyArns).length > 0)
        .map(({ logicalId }) => logicalId),
    ).toEqual([]);
  });
});
