import { AwsError } from '#gateway/aws-error.ts';
import type { PolicyKind } from '#services/iam/grammar/kinds.ts';

/** What is wrong with a policy document; `what` is the part that is wrong, as it was written. */
export interface Fault {
  readonly is: FaultName;
  readonly what?: string;
}

type FaultName =
  | 'json'
  | 'syntax'
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

type Sentences = Readonly<Partial<Record<FaultName, string>>>;

interface Form {
  readonly code: string;
  readonly sentences: Sentences;
  /** Where the service has one sentence for everything else. */
  readonly otherwise: string;
}

/** `$` stands for what is wrong. */
const IAM: Sentences = {
  json: 'This policy contains invalid Json',
  'no action': 'Policy statement must contain actions.',
  'no resource': 'Policy statement must contain resources.',
  'has principal': 'Policy document should not specify a principal.',
  'action without prefix': 'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.',
  'action with colons': 'Actions/Condition can contain only one colon.',
  vendor: 'Vendor $ is not valid',
  'resource is no ARN': 'Resource $ must be in ARN format or "*".',
  partition: 'Partition $.',
  'vendor of a resource': 'Resource vendor must be fully qualified and cannot contain regexes.',
  region: 'Resource $ can not contain region information.',
  'IAM region': 'IAM resource $ cannot contain region information.',
  'IAM path':
    'IAM resource path must either be "*" or start with user/, federated-user/, role/, group/, instance-profile/, mfa/, server-certificate/, policy/, sms-mfa/, saml-provider/, oidc-provider/, report/, access-report/.',
  legacy: 'The policy failed legacy parsing',
  Sid: 'Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*',
  'Sid twice': 'Statement IDs (SID) in a single policy must be unique.',
  'condition value': 'The policy failed legacy parsing',
  operator: 'Syntax errors in policy.',
};

const identity: Form = { code: 'MalformedPolicyDocument', sentences: IAM, otherwise: 'Syntax errors in policy.' };

/**
 * The errors and sentences of each kind of policy.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html
 * https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html
 * https://docs.aws.amazon.com/sns/latest/api/API_SetTopicAttributes.html
 * https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html
 * https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html
 */
const FORMS: Readonly<Record<PolicyKind['of'], Form>> = {
  identity,
  managed: identity,
  session: identity,
  trust: {
    ...identity,
    sentences: {
      ...IAM,
      'no principal': 'Missing required field Principal',
      'has resource': 'Has prohibited field Resource',
      'action of another service': 'AssumeRole policy may only specify STS AssumeRole actions.',
      principal: 'Invalid principal in policy: $',
      star: 'AssumeRolepolicy contained an invalid principal: "STAR":"*".',
      NotPrincipal: 'Allow with NotPrincipal is not allowed.',
    },
  },
  bucket: {
    code: 'MalformedPolicy',
    otherwise: 'Invalid policy syntax.',
    sentences: {
      json: "Policies must be valid JSON and the first byte must be '{'",
      effect: 'Missing required field Effect',
      'no action': 'Missing required field Action',
      'no resource': 'Missing required field Resource',
      'no principal': 'Missing required field Principal',
      'action without prefix': 'Policy has invalid action',
      'action with colons': 'Policy has invalid action',
      vendor: 'Policy has invalid action',
      'action of another service': 'Policy has invalid action',
      'action of another kind': 'Action does not apply to any resource(s) in statement',
      'resource is no ARN': 'Policy has invalid resource',
      partition: 'Policy has invalid resource',
      'vendor of a resource': 'Policy has invalid resource',
      region: 'Policy has invalid resource',
      'another resource': 'Policy has invalid resource',
      principal: 'Invalid principal in policy',
      NotPrincipal: 'Allow with NotPrincipal is not allowed.',
      operator: 'Invalid Condition type : $',
      'condition value': 'Policy has an invalid condition value',
    },
  },
  queue: { code: 'InvalidAttributeValue', sentences: {}, otherwise: 'Invalid value for the parameter Policy.' },
  topic: {
    code: 'InvalidParameter',
    otherwise: 'Invalid parameter: Policy Error: null',
    sentences: {
      principal: 'Invalid parameter: Policy Error: PrincipalNotFound',
      'action of another service': 'Invalid parameter: Policy statement action out of service scope!',
      'action of another kind': 'Invalid parameter: Policy statement action out of service scope!',
    },
  },
  key: {
    code: 'MalformedPolicyDocumentException',
    otherwise: 'The specified policy is not syntactically or semantically correct.',
    sentences: {
      'no principal': 'Policy contains a statement with no principal.',
      'no resource': 'Policy contains a statement with no resource.',
      'no action': 'Policy contains a statement with no action.',
      principal: 'Policy contains a statement with one or more invalid principals.',
      lockout: 'The new key policy will not allow you to update the key policy in the future.',
    },
  },
  function: {
    code: 'InvalidParameterValueException',
    otherwise: 'The policy is not valid.',
    sentences: { principal: 'The provided principal was invalid. Please check the principal and try again.' },
  },
  bus: { code: 'ValidationException', sentences: {}, otherwise: 'The policy is not valid.' },
};

/** A policy that AWS refuses, or that cannot be judged here: AWS's error, and in `policy` which one it is. */
export class PolicyError extends AwsError {
  readonly policy: string;
  /** One line for whoever wrote the policy: which one it is, what AWS says of it, and what that means. */
  readonly explained: string;

  constructor(policy: string, { code, message, status = 400, hint }: Refusal) {
    super(code, message, status);
    this.policy = policy;
    this.explained = message.includes(policy) ? message : `The policy ${policy} is not valid: ${message}${hint ?? ''}`;
  }
}

interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly status?: number;
  readonly hint?: string;
}

export function refusal(policy: string, kind: PolicyKind, { is, what = '' }: Fault): PolicyError {
  const form = FORMS[kind.of];
  if (is === 'length') return tooLong(policy, kind);
  const sentence = form.sentences[is] ?? form.otherwise;
  const message = sentence.replace('$', () => what);
  const hint = ` (${message.includes(what) && what !== '' ? is : [is, what].filter(Boolean).join(': ')})`;
  return new PolicyError(policy, { code: form.code, message, hint });
}

/** What AWS knows and this system does not is refused in our own words, so that nothing is judged otherwise than there. */
export const unsupported = (policy: string, what: string) =>
  new PolicyError(policy, {
    code: 'NotImplemented',
    message: `The policy ${policy} ${what}, which is not known here.`,
    status: 501,
  });

/** Characters without the white space around them: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
export const LONGEST: Readonly<Record<PolicyKind['of'], number>> = {
  identity: 10_240,
  managed: 6_144,
  session: 2_048,
  trust: 2_048,
  bucket: 20_480,
  queue: 8_192,
  topic: 30_720,
  key: 32_768,
  function: 20_480,
  bus: 10_240,
};

function tooLong(policy: string, kind: PolicyKind): PolicyError {
  const most = LONGEST[kind.of];
  const of = (code: string, message: string, status = 400) => new PolicyError(policy, { code, message, status });
  switch (kind.of) {
    case 'identity':
      return of('LimitExceeded', `Maximum policy size of ${most} bytes exceeded for role ${policy}`, 409);
    case 'managed':
      return of('LimitExceeded', `Cannot exceed quota for PolicySize: ${most}`, 409);
    case 'trust':
      return of('LimitExceeded', `Cannot exceed quota for ACLSizePerRole: ${most}`, 409);
    case 'session':
      return of('PackedPolicyTooLarge', 'Serialized token too large for session');
    case 'bucket':
      return of('PolicyTooLarge', 'Policy exceeds the maximum allowed document size.');
    case 'queue':
      return of('OverLimit', 'Submitted policy is over max allowed size.', 403);
    case 'key':
      return of('LimitExceededException', 'The key policy is longer than 32768 bytes.');
    case 'function':
      return of('PolicyLengthExceededException', `The final policy size is bigger than the limit (${most}).`);
    case 'topic':
    case 'bus':
      return of(FORMS[kind.of].code, FORMS[kind.of].otherwise);
    default:
      return assertNever(kind);
  }
}

function assertNever(kind: never): never {
  throw new Error(`No such kind of policy: ${JSON.stringify(kind)}`);
}
