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

/** The error that AWS answers with, in its words. */
export function accessDenied({ principal, access, refusal }: Denial): AwsError {
  const service = access.action.split(':')[0] ?? '';
  const { code, status } = FORMS[service] ?? { code: 'AccessDeniedException', status: 400 };
  if (principal.kind === 'anonymous') return new AwsError(code, 'Access Denied', status);
  const resource = service === 's3' ? `"${access.resource}"` : access.resource;
  const what = `User: ${nameOf(principal)} is not authorized to perform: ${access.action} on resource: ${resource}`;
  return new AwsError(code, `${what} ${reason(principal, access, refusal)}`, status);
}

function reason(principal: Principal, { action }: Access, refusal: Refusal): string {
  if (refusal.kind === 'denied') return `with an explicit deny in ${article(refusal.by)} policy`;
  const kind = principal.kind === 'service' ? 'resource-based' : 'identity-based';
  return `because no ${kind} policy allows the ${action} action`;
}

const article = (kind: string) => (kind.startsWith('i') ? `an ${kind}` : `a ${kind}`);

function nameOf(principal: Exclude<Principal, { readonly kind: 'anonymous' }>): string {
  if (principal.kind === 'role') return sessionArn(principal.roleArn, principal.sessionName);
  return principal.kind === 'service' ? principal.service : principal.arn;
}

/** One line for the console: which statement is missing, or which one is in the way. */
export function describeDenial({ principal, access, refusal }: Denial): string {
  const { action, resource } = access;
  if (refusal.kind === 'denied') {
    return `Denied: ${action} on ${resource} by ${refusal.sid ?? 'a statement'} of the policy ${refusal.policy}`;
  }
  const statement = JSON.stringify({ Effect: 'Allow', Action: action, Resource: resource });
  if (principal.kind === 'role') return `Denied: the role ${roleName(principal.roleArn)} lacks ${statement}`;
  const who = principal.kind === 'service' ? principal.service : 'everybody';
  return `Denied: the policy of ${resource} lacks ${statement} for ${who}`;
}
