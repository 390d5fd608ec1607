import { localPlace } from '@safelight/asl/identity';
import { describe, expect, it } from 'vitest';
import { kindOfResource, type PolicyKind } from '#services/iam/grammar/kinds.ts';
import { parsePolicy } from '#services/iam/parse-policy.ts';
import { PolicyStore } from '#services/iam/policy-store.ts';

const BUCKET = 'arn:aws:s3:::photos';
const QUEUE = 'arn:aws:sqs:us-east-1:000000000000:prints';
const TOPIC = 'arn:aws:sns:us-east-1:000000000000:news';
const KEY = 'arn:aws:kms:us-east-1:000000000000:key/Key';
const KINDS = {
  identity: { of: 'identity' },
  managed: { of: 'managed' },
  trust: { of: 'trust' },
  bucket: kindOfResource(BUCKET),
  queue: kindOfResource(QUEUE),
  topic: kindOfResource(TOPIC),
  key: kindOfResource(KEY),
} satisfies Record<string, PolicyKind>;
type Kind = keyof typeof KINDS;

const SERVICE = { Service: 'lambda.amazonaws.com' };
/** A good statement of each kind. */
const GOOD: Readonly<Record<Kind, object>> = {
  identity: { Effect: 'Allow', Action: 's3:GetObject', Resource: `${BUCKET}/*` },
  managed: { Effect: 'Allow', Action: 's3:GetObject', Resource: `${BUCKET}/*` },
  trust: { Effect: 'Allow', Principal: SERVICE, Action: 'sts:AssumeRole' },
  bucket: { Effect: 'Allow', Principal: SERVICE, Action: 's3:GetObject', Resource: `${BUCKET}/*` },
  queue: { Effect: 'Allow', Principal: SERVICE, Action: 'sqs:SendMessage', Resource: QUEUE },
  topic: { Effect: 'Allow', Principal: SERVICE, Action: 'sns:Publish', Resource: TOPIC },
  key: { Effect: 'Allow', Principal: SERVICE, Action: 'kms:Decrypt', Resource: '*' },
};

/** The statement with some members changed; undefined takes one away. */
const changed = (kind: Kind, change: object) =>
  Object.fromEntries(Object.entries({ ...GOOD[kind], ...change }).filter(([, value]) => value !== undefined));

function refusal(kind: Kind, document: unknown): object {
  try {
    parsePolicy('mine', KINDS[kind], document);
  } catch (error) {
    return error instanceof Error && 'code' in error ? { code: error.code, message: error.message } : { error };
  }
  return {};
}

const policy = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });
const CODES: Readonly<Record<Kind, string>> = {
  identity: 'MalformedPolicyDocument',
  managed: 'MalformedPolicyDocument',
  trust: 'MalformedPolicyDocument',
  bucket: 'MalformedPolicy',
  queue: 'InvalidAttributeValue',
  topic: 'InvalidParameter',
  key: 'MalformedPolicyDocumentException',
};
const SYNTAX = 'Syntax errors in policy.';
const VENDOR = 'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.';
const NO_TYPE = 'Policy has invalid resource';
const QUEUE_SAYS = 'Invalid value for the parameter Policy.';
const TOPIC_SAYS = 'Invalid parameter: Policy Error: null';
const OUT_OF_SCOPE = 'Invalid parameter: Policy statement action out of service scope!';

it.each(Object.entries(GOOD))('a good %s policy is taken', (kind, statement) => {
  expect(refusal(kind as Kind, policy(statement))).toEqual({});
});

it.each([
  'states.us-east-1',
  'delivery.logs',
  'edgelambda',
  'replicator.lambda',
  'vpc-flow-logs',
  'pipes',
  'scheduler',
])('the service %s may be trusted', (name) => {
  const Principal = { Service: `${name}.amazonaws.com` };
  expect(refusal('trust', policy(changed('trust', { Principal })))).toEqual({});
});

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html and the pages of each service. */
describe('a statement that AWS refuses', () => {
  it.each<[Kind, object, string]>([
    ['identity', { NotAction: 's3:*' }, SYNTAX],
    ['identity', { NotResource: '*' }, SYNTAX],
    ['identity', { Effect: 'Perhaps' }, SYNTAX],
    ['identity', { Effect: undefined }, SYNTAX],
    ['identity', { Resources: '*' }, SYNTAX],
    ['identity', { Action: undefined }, 'Policy statement must contain actions.'],
    ['identity', { Action: [] }, 'Policy statement must contain actions.'],
    ['identity', { Resource: undefined }, 'Policy statement must contain resources.'],
    ['identity', { Resource: [] }, 'Policy statement must contain resources.'],
    ['identity', { Principal: SERVICE }, 'Policy document should not specify a principal.'],
    ['identity', { Action: 'GetObject' }, VENDOR],
    ['identity', { Action: 's3:' }, VENDOR],
    ['identity', { Action: 's3:Get:Object' }, 'Actions/Condition can contain only one colon.'],
    ['identity', { Action: 's*:GetObject' }, 'Vendor s* is not valid'],
    ['identity', { Resource: 'photos/*' }, 'Resource photos/* must be in ARN format or "*".'],
    ['identity', { Resource: 'arn:aws:s3' }, 'The policy failed legacy parsing'],
    [
      'identity',
      { Resource: 'arn:moon:s3:::photos' },
      'Partition "moon" is not valid for resource "arn:moon:s3:::photos".',
    ],
    [
      'identity',
      { Resource: 'arn:aws:*:::photos' },
      'Resource vendor must be fully qualified and cannot contain regexes.',
    ],
    [
      'identity',
      { Resource: 'arn:aws:s3:us-east-1::photos' },
      'Resource arn:aws:s3:us-east-1::photos can not contain region information.',
    ],
    [
      'identity',
      { Resource: 'arn:aws:iam:us-east-1:1:role/a' },
      'IAM resource arn:aws:iam:us-east-1:1:role/a cannot contain region information.',
    ],
    [
      'identity',
      { Sid: 'no blanks' },
      'Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*',
    ],
    ['identity', { Condition: { StringRhymes: { 'aws:username': 'a' } } }, SYNTAX],
    ['identity', { Condition: { StringEquals: { username: 'a' } } }, VENDOR],
    ['identity', { Condition: { StringEquals: { 'aws:username': [] } } }, SYNTAX],
    ['identity', { Condition: { Bool: { 'aws:SecureTransport': 'sometimes' } } }, 'The policy failed legacy parsing'],
    ['identity', { Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.300' } } }, 'The policy failed legacy parsing'],
    ['identity', { Condition: { DateLessThan: { 'aws:CurrentTime': 'soon' } } }, 'The policy failed legacy parsing'],
    ['identity', { Condition: { NumericLessThan: { 's3:max-keys': 'ten' } } }, 'The policy failed legacy parsing'],
    ['trust', { Resource: '*' }, 'Has prohibited field Resource'],
    ['trust', { Principal: undefined }, 'Missing required field Principal'],
    ['trust', { Principal: '*' }, 'AssumeRolepolicy contained an invalid principal: "STAR":"*".'],
    ['trust', { Action: 's3:GetObject' }, 'AssumeRole policy may only specify STS AssumeRole actions.'],
    ['trust', { Action: '*' }, 'AssumeRole policy may only specify STS AssumeRole actions.'],
    ['trust', { Action: 'sts:GetCallerIdentity' }, 'AssumeRole policy may only specify STS AssumeRole actions.'],
    [
      'trust',
      { Principal: { AWS: 'arn:aws:iam::000000000000:role/lab-*' } },
      'Invalid principal in policy: "AWS":"arn:aws:iam::000000000000:role/lab-*"',
    ],
    ['trust', { Principal: { Service: 'lambda' } }, 'Invalid principal in policy: "SERVICE":"lambda"'],
    ...['lamda', 'stepfunctions', 'eventbridge', 'cloudwatch-logs'].map((name): [Kind, object, string] => [
      'trust',
      { Principal: { Service: `${name}.amazonaws.com` } },
      `Invalid principal in policy: "SERVICE":"${name}.amazonaws.com"`,
    ]),
    ['queue', { Principal: { Service: 'event.amazonaws.com' } }, QUEUE_SAYS],
    [
      'topic',
      { Principal: { Service: 'cloudwach.amazonaws.com' } },
      'Invalid parameter: Policy Error: PrincipalNotFound',
    ],
    ['trust', { Principal: undefined, NotPrincipal: SERVICE }, 'Has prohibited field NotPrincipal'],
    [
      'trust',
      { Effect: 'Deny', Principal: undefined, NotPrincipal: { AWS: '000000000000' } },
      'Has prohibited field NotPrincipal',
    ],
    ['bucket', { Principal: undefined }, 'Missing required field Principal'],
    ['bucket', { Effect: undefined }, 'Missing required field Effect'],
    ['bucket', { Action: undefined }, 'Missing required field Action'],
    ['bucket', { Resource: undefined }, 'Missing required field Resource'],
    ['bucket', { Resource: 'arn:aws:s3:::others/*' }, NO_TYPE],
    ['bucket', { Resource: QUEUE }, NO_TYPE],
    ['bucket', { Resource: 'photos/*' }, NO_TYPE],
    ['bucket', { Action: 'sqs:SendMessage' }, 'Policy has invalid action'],
    ['bucket', { Action: 's3:FetchObject' }, 'Policy has invalid action'],
    ['bucket', { Action: 's3:ListBucket' }, 'Action does not apply to any resource(s) in statement'],
    ['bucket', { Resource: BUCKET }, 'Action does not apply to any resource(s) in statement'],
    ['bucket', { Principal: { AWS: 'arn:aws:iam::000000000000:role/lab-*' } }, 'Invalid principal in policy'],
    ['bucket', { Principal: undefined, NotPrincipal: SERVICE }, 'Allow with NotPrincipal is not allowed.'],
    ['bucket', { NotAction: 's3:*' }, 'Invalid policy syntax.'],
    ['bucket', { Condition: { StringRhymes: { 'aws:username': 'a' } } }, 'Invalid Condition type : StringRhymes'],
    ['queue', { Principal: undefined }, QUEUE_SAYS],
    ['queue', { Action: 'sns:Publish' }, QUEUE_SAYS],
    ['queue', { Action: 'sqs:ListQueues' }, QUEUE_SAYS],
    ['queue', { Resource: BUCKET }, QUEUE_SAYS],
    ['queue', { Resource: undefined }, QUEUE_SAYS],
    ['topic', { Principal: undefined }, TOPIC_SAYS],
    ['topic', { Action: 'sns:*' }, OUT_OF_SCOPE],
    ['topic', { Action: 'sns:CreateTopic' }, OUT_OF_SCOPE],
    ['topic', { Action: 'sqs:SendMessage' }, OUT_OF_SCOPE],
    ['topic', { Principal: { Service: 'events' } }, 'Invalid parameter: Policy Error: PrincipalNotFound'],
    ['key', { Principal: undefined }, 'Policy contains a statement with no principal.'],
    ['key', { Principal: { AWS: 'nobody' } }, 'Policy contains a statement with one or more invalid principals.'],
    ['key', { Resource: undefined }, 'Policy contains a statement with no resource.'],
  ])('of a %s policy: %j', (kind, change, message) => {
    expect(refusal(kind, policy(changed(kind, change)))).toEqual({ code: CODES[kind], message });
  });

  it.each<[Kind, unknown, string]>([
    ['identity', 'no JSON', 'This policy contains invalid Json'],
    ['bucket', 'no JSON', "Policies must be valid JSON and the first byte must be '{'"],
    ['queue', 'no JSON', QUEUE_SAYS],
    ['topic', 'no JSON', TOPIC_SAYS],
    ['identity', { Version: '2026-01-01', Statement: [GOOD.identity] }, SYNTAX],
    ['identity', { Statement: [] }, SYNTAX],
    ['identity', {}, SYNTAX],
    ['identity', [GOOD.identity], SYNTAX],
    ['managed', { Statement: [GOOD.identity] }, 'Policy document must be version 2012-10-17 or greater.'],
    [
      'managed',
      { Version: '2008-10-17', Statement: [GOOD.identity] },
      'Policy document must be version 2012-10-17 or greater.',
    ],
    ['bucket', { Version: '2026-01-01', Statement: [GOOD.bucket] }, 'The policy must contain a valid version string'],
    ['bucket', { Version: '2012-10-17' }, 'Missing required field Statement'],
    ['bucket', { Version: '2012-10-17', Statement: [] }, 'Could not parse the policy: Statement is empty!'],
    [
      'identity',
      policy(changed('identity', { Sid: 'A' }), changed('identity', { Sid: 'A' })),
      'Statement IDs (SID) in a single policy must be unique.',
    ],
    ['bucket', policy(changed('bucket', { Sid: 'A' }), changed('bucket', { Sid: 'A' })), 'Invalid policy syntax.'],
  ])('as a whole %s policy: %j', (kind, document, message) => {
    expect(refusal(kind, document)).toEqual({ code: CODES[kind], message });
  });
});

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
describe('the longest policy', () => {
  it.each([
    [
      'identity',
      { of: 'identity' },
      10_240,
      'LimitExceeded',
      'Maximum policy size of 10240 bytes exceeded for role mine',
    ],
    ['identity', { of: 'managed' }, 6_144, 'LimitExceeded', 'Cannot exceed quota for PolicySize: 6144'],
    ['trust', { of: 'trust' }, 2_048, 'LimitExceeded', 'Cannot exceed quota for ACLSizePerRole: 2048'],
    ['bucket', KINDS.bucket, 20_480, 'PolicyTooLarge', 'Policy exceeds the maximum allowed document size.'],
    ['queue', KINDS.queue, 8_192, 'OverLimit', 'Submitted policy is over max allowed size.'],
    ['key', KINDS.key, 32_768, 'LimitExceededException', 'The key policy is longer than 32768 bytes.'],
  ] as const)('of a %s policy, %j, has %i characters without white space', (of, kind, most, code, message) => {
    const base = policy({ ...GOOD[of], Sid: '' });
    const filled = (length: number) => policy({ ...GOOD[of], Sid: 'a'.repeat(length - JSON.stringify(base).length) });
    const spaced = JSON.stringify(filled(most), undefined, 4);
    expect(parsePolicy('mine', kind, spaced).statements).toHaveLength(1);
    expect(() => parsePolicy('mine', kind, filled(most + 1))).toThrow(expect.objectContaining({ code, message }));
  });

  it('counts all inline policies of a role together', () => {
    const policies = new PolicyStore(localPlace);
    policies.setRole('arn:aws:iam::000000000000:role/many', policy(GOOD.trust));
    const long = policy({ ...GOOD.identity, Sid: 'a'.repeat(6_000) });
    policies.attach('many', 'one', long);
    policies.attach('many', 'one', long);
    expect(() => policies.attach('many', 'two', long)).toThrow(
      'Maximum policy size of 10240 bytes exceeded for role many',
    );
  });
});

describe('principals', () => {
  const policies = new PolicyStore(localPlace);
  policies.setRole('arn:aws:iam::000000000000:role/lab/reader', policy(GOOD.trust));
  const role = (name: string) => `arn:aws:iam::000000000000:role/${name}`;
  it.each([
    { AWS: role('lab/reader'), there: true },
    { AWS: role('reader'), there: false },
    { AWS: role('nobody'), there: false },
    { AWS: '000000000000', there: true },
    { AWS: 'arn:aws:iam::000000000000:root', there: true },
    { AWS: 'arn:aws:iam::000000000000:user/developer', there: true },
    { AWS: 'arn:aws:iam::000000000000:user/somebody', there: false },
    { AWS: 'arn:aws:sts::000000000000:assumed-role/reader/one', there: true },
    { AWS: 'arn:aws:sts::000000000000:assumed-role/nobody/one', there: false },
    { AWS: 'arn:aws:iam::111122223333:role/theirs', there: true },
  ])('$AWS: $there', ({ AWS, there }) => {
    const set = () => policies.checkResourcePolicy(BUCKET, policy(changed('bucket', { Principal: { AWS } })));
    if (there) expect(set).not.toThrow();
    else expect(set).toThrow('Invalid principal in policy');
  });
});

describe('what AWS knows and is not here', () => {
  it.each([
    [{ Condition: { StringEquals: { 'aws:Moon': 'full' } } }, 'condition key aws:Moon'],
    [{ Condition: { StringEquals: { 'aws:PrincipalTag/': 'a' } } }, 'condition key aws:PrincipalTag/'],
    [{ Resource: `${BUCKET}/\${aws:Moon}` }, 'variable ${aws:moon}'],
    [{ Condition: { StringEquals: { 'aws:username': '${aws:Moon}' } } }, 'variable ${aws:moon}'],
    [{ Condition: { StringEquals: { 'aws:ResourceTag/team': 'a' } } }, 'tags of resources of s3'],
  ])('%j is refused in our own words', (change, says) => {
    const refused = refusal('identity', policy(changed('identity', change)));
    expect(refused).toEqual({ code: 'NotImplemented', message: expect.stringContaining(says) });
  });
});
