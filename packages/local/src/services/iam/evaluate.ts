import type { Principal } from '#gateway/service.ts';
import type { ConditionContext } from '#services/iam/conditions.ts';
import type { PolicyDocument, PrincipalEntry, Selection, Statement } from '#services/iam/policy-document.ts';

/** A request as policies see it. */
export interface PolicyRequest {
  readonly principal: Principal;
  readonly accountId: string;
  readonly action: string;
  readonly resource: string;
  readonly context: ConditionContext;
}

export interface ApplicablePolicies {
  readonly identity: readonly PolicyDocument[];
  readonly resource: readonly PolicyDocument[];
}

export type PolicyKind = 'identity-based' | 'resource-based';

export type Decision =
  | { readonly kind: 'allowed' }
  | { readonly kind: 'denied'; readonly by: PolicyKind; readonly policy: string; readonly sid: string | undefined }
  | { readonly kind: 'not-allowed' };

/**
 * One explicit Deny decides; else one Allow, of the caller or of the resource, is enough within an account.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function evaluate(request: PolicyRequest, policies: ApplicablePolicies): Decision {
  let allowed = false;
  for (const kind of ['identity-based', 'resource-based'] as const) {
    for (const { name, statements } of kind === 'identity-based' ? policies.identity : policies.resource) {
      for (const statement of statements) {
        if (!applies(statement, kind, request)) continue;
        if (statement.effect === 'Deny') return { kind: 'denied', by: kind, policy: name, sid: statement.sid };
        allowed = true;
      }
    }
  }
  return { kind: allowed ? 'allowed' : 'not-allowed' };
}

function applies(statement: Statement, kind: PolicyKind, request: PolicyRequest): boolean {
  return (
    selects(statement.actions, (pattern) => pattern(request.action)) &&
    (statement.resources === undefined || selects(statement.resources, (pattern) => pattern(request.resource))) &&
    (kind === 'identity-based' || names(statement, request)) &&
    statement.conditions.every(({ holds }) => holds(request.context))
  );
}

function selects<Item>({ kind, items }: Selection<Item>, test: (item: Item) => boolean): boolean {
  return items.some(test) === (kind === 'only');
}

function names({ principals, effect }: Statement, request: PolicyRequest): boolean {
  return principals !== undefined && selects(principals, (entry) => namesPrincipal(entry, effect, request));
}

/**
 * To allow a whole account hands the question to its identity policies, which are asked anyway;
 * to deny it denies everybody in it.
 */
function namesPrincipal(entry: PrincipalEntry, effect: Statement['effect'], request: PolicyRequest): boolean {
  const { principal, accountId } = request;
  if (entry.type === '*' || (entry.type === 'AWS' && entry.value === '*')) return true;
  if (entry.type === 'Service') return principal.kind === 'service' && principal.service === entry.value;
  if (entry.type !== 'AWS' || principal.kind === 'service' || principal.kind === 'anonymous') return false;
  if (entry.value === accountId || entry.value === `arn:aws:iam::${accountId}:root`) return effect === 'Deny';
  return principal.kind === 'role'
    ? entry.value === principal.roleArn || entry.value === sessionArn(principal.roleArn, principal.sessionName)
    : entry.value === principal.arn;
}

/** `arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION`: who a role's session is. */
export function sessionArn(roleArn: string, sessionName: string): string {
  const accountId = roleArn.split(':')[4] ?? '';
  return `arn:aws:sts::${accountId}:assumed-role/${roleName(roleArn)}/${sessionName}`;
}

/** The last part of the ARN: a role's path is not part of its name. */
export const roleName = (roleArn: string) => roleArn.slice(roleArn.lastIndexOf('/') + 1);
