import { AwsError } from '#gateway/aws-error.ts';
import type { PolicyKind } from '#services/iam/grammar/kinds.ts';
import { type FaultName, FORMS } from '#services/iam/grammar/sentences.ts';

/** What is wrong with a policy document; `what` is the part that is wrong, as it was written. */
export interface Fault {
  readonly is: FaultName;
  readonly what?: string;
}

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
  const sentence = form.sentences.get(is) ?? form.otherwise;
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

/**
 * AWS's sentences as they are quoted where people ask about them; those of queues and keys were found nowhere, and are ours.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
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
