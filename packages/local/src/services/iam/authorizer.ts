import type { Clock } from '@safelight/asl/clock';
import type { Place } from '@safelight/asl/identity';
import { AwsError } from '#gateway/aws-error.ts';
import type { CheckTrust } from '#gateway/credentials.ts';
import type { Access, Authorize, Principal } from '#gateway/service.ts';
import type { ConditionContext } from '#services/iam/conditions.ts';
import { accessDenied, type Denial } from '#services/iam/denial.ts';
import { evaluate } from '#services/iam/evaluate.ts';
import type { PolicyStore } from '#services/iam/policy-store.ts';

interface AuthorizerDeps {
  readonly policies: PolicyStore;
  readonly place: Place;
  readonly clock: Clock;
  /** `off` lets everybody do everything. */
  readonly mode: 'on' | 'off';
  readonly onDenied?: (denial: Denial) => void;
  /** Told of every call that is judged. */
  readonly onJudged?: (judgement: Judgement) => void;
}

export interface Judgement {
  readonly principal: Principal;
  readonly access: Access;
  readonly allowed: boolean;
}

/** Judges every call by the policies of the template. The developer, who owns all of it, may do everything. */
export function createAuthorizer({ policies, place, clock, mode, onDenied, onJudged }: AuthorizerDeps): Authorize {
  if (mode === 'off') return () => {};
  return (principal, access) => {
    if (principal.kind === 'developer') return;
    const decision = evaluate(
      { principal, accountId: place.accountId, ...access, context: contextOf(principal, access, place, clock) },
      {
        identity: principal.kind === 'role' ? policies.identityPolicies(principal.roleArn) : [],
        resource: policies.resourcePolicies(access.resource),
      },
    );
    onJudged?.({ principal, access, allowed: decision.kind === 'allowed' });
    if (decision.kind === 'allowed') return;
    const denial = { principal, access, refusal: decision };
    onDenied?.(denial);
    throw accessDenied(denial);
  };
}

/** Whether a service may use a role: its trust policy decides. */
export function createTrustCheck({
  policies,
  place,
  clock,
  mode,
}: Omit<AuthorizerDeps, 'onDenied' | 'onJudged'>): CheckTrust {
  return (roleArn, service, sourceArn) => {
    if (mode === 'off') return;
    const trust = policies.trustOf(roleArn);
    const principal: Principal = { kind: 'service', service, ...(sourceArn === undefined ? {} : { sourceArn }) };
    const access = { action: 'sts:AssumeRole', resource: roleArn };
    const context = contextOf(principal, access, place, clock);
    const request = { principal, accountId: place.accountId, ...access, context };
    if (trust && evaluate(request, { identity: [], resource: [trust] }).kind === 'allowed') return;
    throw new AwsError('AccessDeniedException', `The service ${service} is not trusted to assume the role ${roleArn}.`);
  };
}

/**
 * The keys that policies may ask about. What stays on this machine's loopback counts as secure transport: nothing
 * can listen on it, and policies that demand TLS would otherwise forbid everything here.
 */
function contextOf(principal: Principal, access: Access, place: Place, clock: Clock): ConditionContext {
  const now = clock.now();
  const context = new Map<string, readonly string[]>([
    ['aws:securetransport', ['true']],
    ['aws:sourceip', ['127.0.0.1']],
    ['aws:requestedregion', [place.region]],
    ['aws:resourceaccount', [place.accountId]],
    ['aws:currenttime', [new Date(now).toISOString()]],
    ['aws:epochtime', [String(Math.floor(now / 1_000))]],
    ['aws:viaawsservice', ['false']],
    ['aws:principalisawsservice', [String(principal.kind === 'service')]],
    ...principalKeys(principal, place),
  ]);
  for (const key in access.context) {
    const value = access.context[key];
    if (value !== undefined) context.set(key.toLowerCase(), typeof value === 'string' ? [value] : value);
  }
  return context;
}

/** Services that say whom they act for in the way of old, which the default policy of a topic asks for. */
const ACTING_FOR_OWNERS = new Set(['cloudwatch.amazonaws.com']);

function principalKeys(principal: Principal, { accountId }: Place): readonly (readonly [string, readonly string[]])[] {
  if (principal.kind === 'service') {
    const source = principal.sourceArn === undefined ? [] : ([['aws:sourcearn', [principal.sourceArn]]] as const);
    const owner = ACTING_FOR_OWNERS.has(principal.service) ? ([['aws:sourceowner', [accountId]]] as const) : [];
    return [['aws:principalservicename', [principal.service]], ['aws:sourceaccount', [accountId]], ...source, ...owner];
  }
  if (principal.kind === 'anonymous') return [['aws:principaltype', ['Anonymous']]];
  const isRole = principal.kind === 'role';
  return [
    ['aws:principalaccount', [accountId]],
    ['aws:principalarn', [isRole ? principal.roleArn : principal.arn]],
    ['aws:principaltype', [isRole ? 'AssumedRole' : 'User']],
  ];
}
