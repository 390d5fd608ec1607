import type { Principal } from '#gateway/service.ts';
import type { ConditionContext } from '#services/iam/conditions/condition-context.ts';
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
  /** Of a session that was begun with policies: what it may do is what these allow too. */
  readonly session?: readonly PolicyDocument[];
  /** Roles and keys: what an identity policy allows counts only where the resource's own policy lets the account in. */
  readonly resourceDecides?: boolean;
}

export type EvaluatedKind = 'identity-based' | 'resource-based' | 'session';

export type Decision =
  | { readonly kind: 'allowed' }
  | {
      readonly kind: 'denied';
      readonly by: EvaluatedKind;
      readonly policy: PolicyDocument;
      readonly sid: string | undefined;
    }
  | { readonly kind: 'not-allowed'; readonly lacks: EvaluatedKind };

/**
 * Judges a request: one explicit Deny decides; else one Allow, of the caller or of the resource, is enough within an
 * account.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics-resource-based.html
 */
export function evaluate(request: PolicyRequest, policies: ApplicablePolicies): Decision {
  const { identity, resource, session } = policies;
  const applicable = {
    'identity-based': statementsFor(request, identity),
    'resource-based': statementsFor(request, resource),
    session: statementsFor(request, session ?? []),
  };
  for (const by of KINDS) {
    const deny = applicable[by].find(({ statement, names }) => statement.effect === 'Deny' && names !== 'nobody');
    if (deny) return { kind: 'denied', by, policy: deny.policy, sid: deny.statement.sid };
  }
  const allows = (kind: EvaluatedKind) =>
    applicable[kind].filter(({ statement }) => statement.effect === 'Allow').map(({ names }) => names);
  return allowed(request.principal, policies, {
    identity: allows('identity-based').length > 0,
    session: session === undefined || allows('session').length > 0,
    resource: new Set(allows('resource-based')),
  });
}

const KINDS = ['identity-based', 'resource-based', 'session'] as const;

interface Allowing {
  readonly identity: boolean;
  readonly session: boolean;
  readonly resource: ReadonlySet<Named>;
}

/** What a resource's policy gives to a session itself, no session policy takes back; what it gives to its role, one does. */
function allowed(
  { kind }: Principal,
  { resourceDecides }: ApplicablePolicies,
  { identity, session, resource }: Allowing,
): Decision {
  if (resource.has('caller')) return { kind: 'allowed' };
  if (kind === 'service' || kind === 'anonymous') return { kind: 'not-allowed', lacks: 'resource-based' };
  const byIdentity = identity && (!resourceDecides || resource.has('account'));
  if (byIdentity || resource.has('role'))
    return session ? { kind: 'allowed' } : { kind: 'not-allowed', lacks: 'session' };
  const lacks = resourceDecides && !resource.has('account') ? 'resource-based' : 'identity-based';
  return { kind: 'not-allowed', lacks };
}

interface Applying {
  readonly policy: PolicyDocument;
  readonly statement: Statement;
  readonly names: Named;
}

function statementsFor(request: PolicyRequest, policies: readonly PolicyDocument[]): readonly Applying[] {
  return policies.flatMap((policy) =>
    policy.statements.flatMap((statement) => {
      const names = applies(statement, request) ? named(statement, request) : 'nobody';
      return names === 'nobody' ? [] : [{ policy, statement, names }];
    }),
  );
}

const applies = (
  { actions, resources, conditions }: Statement,
  { action, resource, context }: PolicyRequest,
): boolean =>
  selects(actions, (pattern) => pattern(action)) &&
  (resources === undefined || selects(resources, (pattern) => pattern(resource, context))) &&
  conditions.every(({ holds }) => holds(context));

function selects<Item>({ kind, items }: Selection<Item>, test: (item: Item) => boolean): boolean {
  return items.some(test) === (kind === 'only');
}

/** Whom a statement names: who calls, the role of whose session it is, their whole account, or nobody here. */
type Named = 'caller' | 'role' | 'account' | 'nobody';

/** An identity policy is about whom it is attached to. */
function named({ principals, effect }: Statement, request: PolicyRequest): Named {
  if (principals === undefined) return 'caller';
  const names = principals.items.map((entry) => nameOf(entry, request));
  if (principals.kind === 'only') return ORDER.find((name) => names.includes(name)) ?? 'nobody';
  const spares = principals.items.some(isEverybody) || exempt(names, request);
  return spares || effect === 'Allow' ? 'nobody' : 'caller';
}

const ORDER: readonly Named[] = ['caller', 'role', 'account'];

/**
 * `NotPrincipal` spares a user, or a role, only where the account is named too: AWS may look at the account first, and the account
 * alone spares none of its users and roles.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
function exempt(names: readonly Named[], { principal }: PolicyRequest): boolean {
  if (principal.kind === 'service' || principal.kind === 'anonymous') return names.includes('caller');
  return names.includes(principal.kind === 'role' ? 'role' : 'caller') && names.includes('account');
}

const isEverybody = ({ type, value }: PrincipalEntry) => type === '*' || (type === 'AWS' && value === '*');

function nameOf(entry: PrincipalEntry, { principal, accountId }: PolicyRequest): Named {
  if (isEverybody(entry)) return 'caller';
  if (entry.type === 'Service') {
    return principal.kind === 'service' && isService(principal.service, entry.value) ? 'caller' : 'nobody';
  }
  if (entry.type !== 'AWS' || principal.kind === 'service' || principal.kind === 'anonymous') return 'nobody';
  if (entry.value === accountId || entry.value === `arn:aws:iam::${accountId}:root`) return 'account';
  if (principal.kind !== 'role') return entry.value === principal.arn ? 'caller' : 'nobody';
  if (entry.value === sessionArn(principal.roleArn, principal.sessionName)) return 'caller';
  return entry.value === principal.roleArn ? 'role' : 'nobody';
}

/** `states.us-east-1.amazonaws.com` is the service in one region. */
const isService = (service: string, name: string) =>
  name === service || name.replace(/^(states|logs)\.[a-z]{2}(-[a-z]+)+-\d\./, '$1.') === service;

/** `arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION`: who a role's session is. */
export function sessionArn(roleArn: string, sessionName: string): string {
  const accountId = roleArn.split(':')[4] ?? '';
  return `arn:aws:sts::${accountId}:assumed-role/${roleName(roleArn)}/${sessionName}`;
}

/** The last part of the ARN: a role's path is not part of its name. */
export const roleName = (roleArn: string) => roleArn.slice(roleArn.lastIndexOf('/') + 1);
