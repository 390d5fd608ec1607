import { AwsError } from '#gateway/aws-error.ts';
import type { Access, Principal } from '#gateway/service.ts';
import { type Decision, roleName, sessionArn } from '#services/iam/evaluate.ts';

export type Refusal = Exclude<Decision, { readonly kind: 'allowed' }>;

/** Who may not do what, and why. */
export interface Denial {
  readonly principal: Principal;
  readonly access: Access;
  readonly refusal: Refusal;
}

interface ErrorForm {
  readonly code: string;
  readonly status: number;
}

/** Services of the query and XML protocols have names and statuses of their own. */
const FORMS: Readonly<Record<string, ErrorForm>> = {
  s3: { code: 'AccessDenied', status: 403 },
  sns: { code: 'AuthorizationError', status: 403 },
  sts: { code: 'AccessDenied', status: 403 },
  iam: { code: 'AccessDenied', status: 403 },
  cloudformation: { code: 'AccessDenied', status: 403 },
  cloudwatch: { code: 'AccessDenied', status: 403 },
  /** As SNS says it, which is asked for the key of a topic. */
  kms: { code: 'KMSAccessDenied', status: 400 },
  lambda: { code: 'AccessDeniedException', status: 403 },
};

/**
 * The error that AWS answers with, in its words.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
export function accessDenied({ principal, access, refusal }: Denial): AwsError {
  const service = access.action.split(':')[0] ?? '';
  const { code, status } = FORMS[service] ?? { code: 'AccessDeniedException', status: 400 };
  if (principal.kind === 'anonymous') return new AwsError(code, 'Access Denied', status);
  const resource = service === 's3' ? `"${access.resource}"` : access.resource;
  const what = `User: ${nameOf(principal)} is not authorized to perform: ${access.action} on resource: ${resource}`;
  return new AwsError(code, `${what}${reason(access, refusal)}`, status);
}

function reason({ action }: Access, refusal: Refusal): string {
  // Why a role does not trust somebody is no business of theirs: AWS ends the sentence here.
  if (isTrust(action) && by(refusal) === 'resource-based') return '';
  if (refusal.kind === 'denied') return ` with an explicit deny in ${article(refusal.by)} policy`;
  return ` because no ${refusal.lacks} policy allows the ${action} action`;
}

const by = (refusal: Refusal) => (refusal.kind === 'denied' ? refusal.by : refusal.lacks);

const isTrust = (action: string) => action.startsWith('sts:');

const article = (kind: string) => (kind.startsWith('i') ? `an ${kind}` : `a ${kind}`);

export function nameOf(principal: Exclude<Principal, { readonly kind: 'anonymous' }>): string {
  if (principal.kind === 'role') return sessionArn(principal.roleArn, principal.sessionName);
  return principal.kind === 'service' ? principal.service : principal.arn;
}

/** One line for the console: which statement is missing, or which one is in the way. */
export function describeDenial({ principal, access, refusal }: Denial): string {
  const { action, resource } = access;
  if (refusal.kind === 'denied') {
    const statement = refusal.sid === undefined || refusal.sid === '' ? 'a statement' : refusal.sid;
    return `Denied: ${action} on ${resource} by ${statement} of the policy ${refusal.policy.name}`;
  }
  if (refusal.lacks === 'session') {
    return `Denied: the policies of the session ${who(principal)} lack ${allow({ Action: action, Resource: resource })}`;
  }
  if (isTrust(action) && refusal.lacks === 'resource-based') {
    const trusting = allow({ Principal: written(principal), Action: action });
    return `Denied: the trust policy of the role ${roleName(resource)} lacks ${trusting}${unmet(access)}`;
  }
  const statement = allow({ Action: action, Resource: resource });
  if (refusal.lacks === 'identity-based' && principal.kind === 'role') {
    return `Denied: the role ${roleName(principal.roleArn)} lacks ${statement}`;
  }
  return `Denied: the policy of ${resource} lacks ${statement} for ${who(principal)}`;
}

const allow = (rest: object) => JSON.stringify({ Effect: 'Allow', ...rest });

/** The request as conditions of the trust policy see it, for one may be why no statement fits. */
function unmet({ context = {} }: Access): string {
  const keys = Object.entries(context).filter(([, value]) => value !== undefined);
  return keys.length === 0 ? '' : ` that holds for ${JSON.stringify(Object.fromEntries(keys))}`;
}

function written(principal: Principal): object | string {
  if (principal.kind === 'service') return { Service: principal.service };
  if (principal.kind === 'role') return { AWS: principal.roleArn };
  return principal.kind === 'anonymous' ? '*' : { AWS: principal.arn };
}

const who = (principal: Principal) => (principal.kind === 'anonymous' ? 'everybody' : nameOf(principal));
