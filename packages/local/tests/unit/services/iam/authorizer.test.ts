import { systemClock } from '@safelight/asl/clock';
import { localPlace } from '@safelight/asl/identity';
import { describe, expect, it } from 'vitest';
import type { Access, Principal } from '#gateway/service.ts';
import { createAuthorizer, createTrustCheck } from '#services/iam/authorizer.ts';
import { describeDenial } from '#services/iam/denial.ts';
import { PolicyStore } from '#services/iam/policy-store.ts';
import { unwatched } from '#tests/support/unwatched.ts';

const ROLE = 'arn:aws:iam::000000000000:role/resize';
const role: Principal = { kind: 'role', roleArn: ROLE, sessionName: 'one' };
const events: Principal = {
  kind: 'service',
  service: 'events.amazonaws.com',
  sourceArn: 'arn:aws:events:us-east-1:000000000000:rule/uploaded',
};
const trust = (Service: string, Condition: object = {}) => ({
  Statement: { Effect: 'Allow', Principal: { Service }, Action: 'sts:AssumeRole', Condition },
});

/** What the role may do by that statement. */
function may(statement: object, access: Access, principal: Principal = role): boolean {
  const policies = new PolicyStore(localPlace);
  policies.setRole(ROLE, trust('lambda.amazonaws.com'));
  policies.attach('resize', 'inline', { Version: '2012-10-17', Statement: [statement] });
  return allowed(policies, access, principal);
}

function allowed(policies: PolicyStore, access: Access, principal: Principal): boolean {
  const authorize = createAuthorizer({ policies, place: localPlace, clock: systemClock, mode: 'on', ...unwatched });
  try {
    authorize(principal, access);
    return true;
  } catch {
    return false;
  }
}

const get: Access = { action: 's3:GetObject', resource: 'arn:aws:s3:::photos/a/b.jpg' };
const allow = (Action: string | string[], Resource: string | string[] = '*', more: object = {}) => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
});

describe('actions and resources', () => {
  it.each([
    { statement: allow('s3:GetObject', 'arn:aws:s3:::photos/*'), yes: true },
    { statement: allow('S3:getobject', 'arn:aws:s3:::photos/*'), yes: true },
    { statement: allow('s3:Get*'), yes: true },
    { statement: allow('s3:GetObjec?'), yes: true },
    { statement: allow('*'), yes: true },
    { statement: allow(['s3:PutObject', 's3:GetObject']), yes: true },
    { statement: allow('s3:PutObject'), yes: false },
    { statement: allow('s3:Get'), yes: false },
    { statement: allow('s3:GetObject', 'arn:aws:s3:::photos'), yes: false },
    { statement: allow('s3:GetObject', 'arn:aws:s3:::Photos/*'), yes: false },
    { statement: allow('s3:GetObject', ['arn:aws:s3:::other/*', 'arn:aws:s3:::photos/a/?.jpg']), yes: true },
    { statement: { Effect: 'Allow', NotAction: 's3:Delete*', Resource: '*' }, yes: true },
    { statement: { Effect: 'Allow', NotAction: 's3:*', Resource: '*' }, yes: false },
    { statement: { Effect: 'Allow', Action: '*', NotResource: 'arn:aws:s3:::photos/*' }, yes: false },
    { statement: { Effect: 'Allow', Action: '*', NotResource: 'arn:aws:s3:::other/*' }, yes: true },
  ])('$statement: $yes', ({ statement, yes }) => {
    expect(may(statement, get)).toBe(yes);
  });
});

it.each([
  ['iam:GetRole', 'us-east-1', true],
  ['iam:GetRole', 'eu-central-1', false],
  ['sqs:SendMessage', 'eu-central-1', true],
])('%s is of %s: %s', (action, region, yes) => {
  const policies = new PolicyStore(localPlace);
  policies.setRole(ROLE, trust('lambda.amazonaws.com'));
  const Condition = { StringEquals: { 'aws:RequestedRegion': region } };
  policies.attach('resize', 'inline', { Version: '2012-10-17', Statement: [allow('*', '*', { Condition })] });
  const place = { ...localPlace, region: 'eu-central-1' };
  const authorize = createAuthorizer({ policies, place, clock: systemClock, mode: 'on', ...unwatched });
  const act = () => authorize(role, { action, resource: '*' });
  if (yes) expect(act).not.toThrow();
  else expect(act).toThrow('is not authorized');
});

describe('conditions', () => {
  const asking = (context: Access['context']): Access => ({ ...get, ...(context ? { context } : {}) });
  const when = (operator: string, key: string, value: unknown) =>
    allow('*', '*', { Condition: { [operator]: { [key]: value } } });

  it.each([
    { statement: when('StringEquals', 's3:prefix', 'a/'), context: { 's3:prefix': 'a/' }, yes: true },
    { statement: when('StringEquals', 's3:prefix', ['b/', 'a/']), context: { 's3:prefix': 'a/' }, yes: true },
    { statement: when('StringEquals', 'S3:Prefix', 'a/'), context: { 's3:prefix': 'a/' }, yes: true },
    { statement: when('StringEquals', 's3:prefix', 'a/'), context: undefined, yes: false },
    { statement: when('StringEqualsIfExists', 's3:prefix', 'a/'), context: undefined, yes: true },
    { statement: when('StringNotEquals', 's3:prefix', 'a/'), context: undefined, yes: true },
    { statement: when('StringNotEquals', 's3:prefix', ['a/', 'b/']), context: { 's3:prefix': 'b/' }, yes: false },
    { statement: when('StringLike', 's3:prefix', 'a/*'), context: { 's3:prefix': 'a/b' }, yes: true },
    { statement: when('StringNotLike', 's3:prefix', 'a/*'), context: { 's3:prefix': 'a/b' }, yes: false },
    { statement: when('Bool', 'aws:SecureTransport', 'false'), context: undefined, yes: false },
    { statement: when('Bool', 'aws:SecureTransport', true), context: undefined, yes: true },
    { statement: when('Null', 's3:prefix', 'true'), context: undefined, yes: true },
    { statement: when('Null', 's3:prefix', 'false'), context: undefined, yes: false },
    { statement: when('NumericLessThanEquals', 's3:max-keys', '10'), context: { 's3:max-keys': '10' }, yes: true },
    { statement: when('NumericLessThan', 's3:max-keys', 10), context: { 's3:max-keys': '10' }, yes: false },
    { statement: when('IpAddress', 'aws:SourceIp', '127.0.0.0/8'), context: undefined, yes: true },
    { statement: when('NotIpAddress', 'aws:SourceIp', '127.0.0.0/8'), context: undefined, yes: false },
    { statement: when('ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::*:role/re*'), context: undefined, yes: true },
    { statement: when('ArnLike', 'aws:PrincipalArn', 'arn:*:role/resize'), context: undefined, yes: false },
    {
      statement: when('ForAllValues:StringEquals', 'dynamodb:LeadingKeys', ['a', 'b']),
      context: { 'dynamodb:LeadingKeys': ['a', 'b'] },
      yes: true,
    },
    {
      statement: when('ForAllValues:StringEquals', 'dynamodb:LeadingKeys', ['a']),
      context: { 'dynamodb:LeadingKeys': ['a', 'b'] },
      yes: false,
    },
    {
      statement: when('ForAnyValue:StringLike', 'dynamodb:LeadingKeys', ['a*']),
      context: { 'dynamodb:LeadingKeys': ['b', 'ab'] },
      yes: true,
    },
    { statement: when('ForAnyValue:StringLike', 'dynamodb:LeadingKeys', ['a*']), context: undefined, yes: false },
  ])('$statement.Condition of $context: $yes', ({ statement, context, yes }) => {
    expect(may(statement, asking(context))).toBe(yes);
  });

  it.each([
    { what: 'a key', statement: when('StringEquals', 'aws:Moon', 'full'), says: 'condition key aws:Moon' },
    { what: 'a variable', statement: allow('*', 'arn:aws:s3:::b/${aws:Moon}'), says: 'variable ${aws:moon}' },
  ])('$what that is not known is refused when the policy is loaded', ({ statement, says }) => {
    expect(() => may(statement, get)).toThrow(says);
  });
});

describe('policies of resources', () => {
  const queue = 'arn:aws:sqs:us-east-1:000000000000:dead-letters';
  const send: Access = { action: 'sqs:SendMessage', resource: queue };
  const judge = (statement: object, principal: Principal, access = send) => {
    const policies = new PolicyStore(localPlace);
    policies.setRole(ROLE, trust('lambda.amazonaws.com'));
    policies.setResourcePolicy(access.resource.split('/')[0] ?? '', 'policy', {
      Statement: { Action: '*', Resource: '*', ...statement },
    });
    return allowed(policies, access, principal);
  };
  const sourced = (arn: string) => ({ Condition: { ArnEquals: { 'aws:SourceArn': arn } } });

  it.each([
    { principal: events, statement: { Principal: { Service: 'events.amazonaws.com' } }, yes: true },
    { principal: events, statement: { Principal: { Service: 'sns.amazonaws.com' } }, yes: false },
    {
      principal: events,
      statement: { Principal: { Service: 'events.amazonaws.com' }, ...sourced(events.sourceArn ?? '') },
      yes: true,
    },
    {
      principal: events,
      statement: {
        Principal: { Service: 'events.amazonaws.com' },
        ...sourced('arn:aws:events:us-east-1:000000000000:rule/other'),
      },
      yes: false,
    },
    { principal: role, statement: { Principal: { AWS: ROLE } }, yes: true },
    { principal: role, statement: { Principal: '*' }, yes: true },
    { principal: role, statement: { Principal: { AWS: 'arn:aws:iam::000000000000:root' } }, yes: false },
    { principal: { kind: 'anonymous' } as const, statement: { Principal: '*' }, yes: true },
    { principal: { kind: 'anonymous' } as const, statement: { Principal: { AWS: ROLE } }, yes: false },
  ])('$principal.kind by $statement: $yes', ({ principal, statement, yes }) => {
    expect(judge({ Effect: 'Allow', ...statement }, principal)).toBe(yes);
  });

  it('of a bucket hold for its objects', () => {
    expect(judge({ Effect: 'Allow', Principal: '*' }, { kind: 'anonymous' }, get)).toBe(true);
  });

  const root = 'arn:aws:iam::000000000000:root';
  const session = 'arn:aws:sts::000000000000:assumed-role/resize/one';
  const developer = { kind: 'developer', arn: 'arn:aws:iam::000000000000:user/developer' } as const;
  it.each([
    { principal: role, spared: [ROLE, root], yes: true },
    { principal: role, spared: [ROLE, root, session], yes: true },
    { principal: role, spared: [ROLE], yes: false },
    { principal: role, spared: [session, root], yes: false },
    { principal: role, spared: [root], yes: false },
    { principal: role, spared: ['*'], yes: true },
    { principal: developer, spared: [developer.arn, '000000000000'], yes: true },
    { principal: developer, spared: [developer.arn], yes: false },
    { principal: developer, spared: [root], yes: false },
    { principal: { kind: 'anonymous' } as const, spared: [root], yes: false },
  ])('that deny all but $spared to $principal.kind: $yes', ({ principal, spared, yes }) => {
    const policies = new PolicyStore(localPlace);
    policies.setRole(ROLE, trust('lambda.amazonaws.com'));
    const statements = [
      { Effect: 'Allow', Principal: '*', Action: 'sqs:*', Resource: queue },
      { Effect: 'Deny', NotPrincipal: { AWS: spared }, Action: 'sqs:*', Resource: queue },
    ];
    policies.setResourcePolicy(queue, 'policy', { Version: '2012-10-17', Statement: statements });
    expect(allowed(policies, send, principal)).toBe(yes);
  });

  it('deny what a role is allowed', () => {
    const policies = new PolicyStore(localPlace);
    policies.setRole(ROLE, trust('lambda.amazonaws.com'));
    policies.attach('resize', 'inline', { Statement: allow('*') });
    const deny = {
      Effect: 'Deny',
      Principal: { AWS: 'arn:aws:iam::000000000000:root' },
      Action: 's3:Get*',
      Resource: '*',
    };
    policies.setResourcePolicy('arn:aws:s3:::photos', 'policy', { Statement: deny });
    expect(allowed(policies, get, role)).toBe(false);
  });
});

describe('refusals', () => {
  const policies = new PolicyStore(localPlace);
  policies.setRole(ROLE, trust('lambda.amazonaws.com'));
  const lines: string[] = [];
  const authorize = createAuthorizer({
    policies,
    place: localPlace,
    clock: systemClock,
    mode: 'on',
    ...unwatched,
    onDenied: (denial) => lines.push(describeDenial(denial)),
  });

  it.each([
    {
      access: get,
      code: 'AccessDenied',
      message:
        'User: arn:aws:sts::000000000000:assumed-role/resize/one is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::photos/a/b.jpg" because no identity-based policy allows the s3:GetObject action',
    },
    {
      access: { action: 'dynamodb:PutItem', resource: 'arn:aws:dynamodb:us-east-1:000000000000:table/images' },
      code: 'AccessDeniedException',
      message:
        'User: arn:aws:sts::000000000000:assumed-role/resize/one is not authorized to perform: dynamodb:PutItem on resource: arn:aws:dynamodb:us-east-1:000000000000:table/images because no identity-based policy allows the dynamodb:PutItem action',
    },
  ])('read as AWS writes them: $access.action', ({ access, code, message }) => {
    expect(() => authorize(role, access)).toThrow(expect.objectContaining({ code, message }));
  });

  it('name the missing statement on the console', () => {
    expect(lines[0]).toBe(
      'Denied: the role resize lacks {"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::photos/a/b.jpg"}',
    );
  });
});

describe('trust', () => {
  it.each([
    { service: 'lambda.amazonaws.com', condition: {}, yes: true },
    { service: 'states.amazonaws.com', condition: {}, yes: false },
    {
      service: 'lambda.amazonaws.com',
      condition: { StringEquals: { 'aws:SourceAccount': '000000000000' } },
      yes: true,
    },
    {
      service: 'lambda.amazonaws.com',
      condition: { StringEquals: { 'aws:SourceAccount': '111111111111' } },
      yes: false,
    },
  ])('$service under $condition: $yes', ({ service, condition, yes }) => {
    const policies = new PolicyStore(localPlace);
    policies.setRole(ROLE, trust('lambda.amazonaws.com', condition));
    const check = createTrustCheck({ policies, place: localPlace, clock: systemClock, mode: 'on', ...unwatched });
    const act = () => check(ROLE, service);
    if (yes) expect(act).not.toThrow();
    else expect(act).toThrow(`${service} is not trusted`);
  });
});
