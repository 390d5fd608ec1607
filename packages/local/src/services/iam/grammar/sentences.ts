import type { PolicyKind } from '#services/iam/grammar/kinds.ts';

export type FaultName =
  | 'json'
  | 'syntax'
  | 'version'
  | 'old version'
  | 'no statement'
  | 'empty'
  | 'effect'
  | 'no action'
  | 'no resource'
  | 'no principal'
  | 'has resource'
  | 'has principal'
  | 'action without prefix'
  | 'action with colons'
  | 'vendor'
  | 'action of another service'
  | 'action of another kind'
  | 'resource is no ARN'
  | 'partition'
  | 'vendor of a resource'
  | 'region'
  | 'IAM region'
  | 'IAM path'
  | 'legacy'
  | 'another resource'
  | 'principal'
  | 'star'
  | 'NotPrincipal'
  | 'Sid'
  | 'Sid twice'
  | 'operator'
  | 'condition value'
  | 'lockout'
  | 'length';

/**
 * Where a sentence is from: a `page` of AWS, the tests of `moto`, which compare with AWS's own answers
 * (https://github.com/getmoto/moto, tests/test_iam/test_iam_policies.py), answers of AWS that are `quoted` where people ask about
 * them; or `ours`, where none was found and AWS may put it otherwise.
 */
export type Source = 'page' | 'moto' | 'quoted' | 'ours';

type Row = readonly [fault: FaultName, sentence: string, source: Source];

/** Of IAM. `$` stands for what is wrong. */
const IAM: readonly Row[] = [
  ['json', 'This policy contains invalid Json', 'quoted'],
  ['old version', 'Policy document must be version 2012-10-17 or greater.', 'moto'],
  ['no action', 'Policy statement must contain actions.', 'moto'],
  ['no resource', 'Policy statement must contain resources.', 'moto'],
  ['has principal', 'Policy document should not specify a principal.', 'quoted'],
  ['action without prefix', 'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.', 'moto'],
  ['action with colons', 'Actions/Condition can contain only one colon.', 'moto'],
  ['vendor', 'Vendor $ is not valid', 'moto'],
  ['resource is no ARN', 'Resource $ must be in ARN format or "*".', 'moto'],
  ['partition', 'Partition $.', 'moto'],
  ['vendor of a resource', 'Resource vendor must be fully qualified and cannot contain regexes.', 'moto'],
  ['region', 'Resource $ can not contain region information.', 'moto'],
  ['IAM region', 'IAM resource $ cannot contain region information.', 'moto'],
  [
    'IAM path',
    'IAM resource path must either be "*" or start with user/, federated-user/, role/, group/, instance-profile/, mfa/, server-certificate/, policy/, sms-mfa/, saml-provider/, oidc-provider/, report/, access-report/.',
    'moto',
  ],
  ['legacy', 'The policy failed legacy parsing', 'moto'],
  [
    'Sid',
    'Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*',
    'quoted',
  ],
  ['Sid twice', 'Statement IDs (SID) in a single policy must be unique.', 'moto'],
  ['condition value', 'The policy failed legacy parsing', 'moto'],
  ['operator', 'Syntax errors in policy.', 'moto'],
];

const TRUST: readonly Row[] = [
  ['no principal', 'Missing required field Principal', 'quoted'],
  ['has resource', 'Has prohibited field Resource', 'quoted'],
  ['action of another service', 'AssumeRole policy may only specify STS AssumeRole actions.', 'quoted'],
  ['principal', 'Invalid principal in policy: $', 'quoted'],
  ['star', 'AssumeRolepolicy contained an invalid principal: "STAR":"*".', 'quoted'],
  ['NotPrincipal', 'Has prohibited field NotPrincipal', 'ours'],
];

const BAD_ACTION = 'Policy has invalid action';
const BAD_RESOURCE = 'Policy has invalid resource';

const BUCKET: readonly Row[] = [
  ['json', "Policies must be valid JSON and the first byte must be '{'", 'quoted'],
  ['version', 'The policy must contain a valid version string', 'quoted'],
  ['no statement', 'Missing required field Statement', 'quoted'],
  ['empty', 'Could not parse the policy: Statement is empty!', 'quoted'],
  ['effect', 'Missing required field Effect', 'quoted'],
  ['no action', 'Missing required field Action', 'quoted'],
  ['no resource', 'Missing required field Resource', 'quoted'],
  ['no principal', 'Missing required field Principal', 'quoted'],
  ['action without prefix', BAD_ACTION, 'quoted'],
  ['action with colons', BAD_ACTION, 'quoted'],
  ['vendor', BAD_ACTION, 'quoted'],
  ['action of another service', BAD_ACTION, 'quoted'],
  ['action of another kind', 'Action does not apply to any resource(s) in statement', 'quoted'],
  ['resource is no ARN', BAD_RESOURCE, 'quoted'],
  ['partition', BAD_RESOURCE, 'quoted'],
  ['vendor of a resource', BAD_RESOURCE, 'quoted'],
  ['region', BAD_RESOURCE, 'quoted'],
  ['another resource', BAD_RESOURCE, 'quoted'],
  ['principal', 'Invalid principal in policy', 'quoted'],
  ['NotPrincipal', 'Allow with NotPrincipal is not allowed.', 'quoted'],
  ['operator', 'Invalid Condition type : $', 'quoted'],
  ['condition value', 'Policy has an invalid condition value', 'ours'],
];

const OUT_OF_SCOPE = 'Invalid parameter: Policy statement action out of service scope!';

const TOPIC: readonly Row[] = [
  ['principal', 'Invalid parameter: Policy Error: PrincipalNotFound', 'quoted'],
  ['action of another service', OUT_OF_SCOPE, 'quoted'],
  ['action of another kind', OUT_OF_SCOPE, 'quoted'],
];

const KEY: readonly Row[] = [
  ['no principal', 'Policy contains a statement with no principal.', 'quoted'],
  ['no resource', 'Policy contains a statement with no resource.', 'ours'],
  ['no action', 'Policy contains a statement with no action.', 'ours'],
  ['principal', 'Policy contains a statement with one or more invalid principals.', 'quoted'],
  ['lockout', 'The new key policy will not allow you to update the key policy in the future.', 'quoted'],
];

const FUNCTION: readonly Row[] = [
  ['principal', 'The provided principal was invalid. Please check the principal and try again.', 'quoted'],
];

export interface Form {
  readonly code: string;
  readonly sentences: ReadonlyMap<FaultName, string>;
  /** Where the service has one sentence for everything else. */
  readonly otherwise: string;
}

const form = (code: string, [otherwise]: readonly [string, Source], ...rows: readonly Row[]): Form => ({
  code,
  otherwise,
  sentences: new Map(rows.map(([fault, sentence]) => [fault, sentence])),
});

const SYNTAX = ['Syntax errors in policy.', 'moto'] as const;
const identity = form('MalformedPolicyDocument', SYNTAX, ...IAM);

/**
 * The errors and sentences of each kind of policy. The codes are those of the pages:
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html
 * https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html
 * https://docs.aws.amazon.com/sns/latest/api/API_SetTopicAttributes.html
 * https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html
 * https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html
 */
export const FORMS: Readonly<Record<PolicyKind['of'], Form>> = {
  identity,
  managed: identity,
  session: identity,
  trust: form('MalformedPolicyDocument', SYNTAX, ...IAM, ...TRUST),
  bucket: form('MalformedPolicy', ['Invalid policy syntax.', 'quoted'], ...BUCKET),
  queue: form('InvalidAttributeValue', ['Invalid value for the parameter Policy.', 'quoted']),
  topic: form('InvalidParameter', ['Invalid parameter: Policy Error: null', 'quoted'], ...TOPIC),
  key: form(
    'MalformedPolicyDocumentException',
    ['The specified policy is not syntactically or semantically correct.', 'page'],
    ...KEY,
  ),
  function: form('InvalidParameterValueException', ['The policy is not valid.', 'ours'], ...FUNCTION),
  bus: form('ValidationException', ['The policy is not valid.', 'ours']),
};
