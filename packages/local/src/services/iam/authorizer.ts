import type { Clock } from '@safelight/asl/clock';
import type { Place } from '@safelight/asl/identity';
import { AwsError } from '#gateway/aws-error.ts';
import type { CheckTrust } from '#gateway/credentials.ts';
import type { Access, Authorize, Principal, RequestFacts } from '#gateway/service.ts';
import type { ConditionContext } from '#services/iam/conditions/condition-context.ts';
import { accessDenied, type Denial } from '#services/iam/denial.ts';
import { type Decision, evaluate } from '#services/iam/evaluate.ts';
import { awsManagedPolicy } from '#services/iam/managed-policies.ts';
import type { PolicyDocument } from '#services/iam/policy-document.ts';
import type { PolicyStore } from '#services/iam/policy-store.ts';
import { requestContext } from '#services/iam/request-context.ts';

export interface AuthorizerDeps {
  readonly policies: PolicyStore;
  readonly place: Place;
  readonly clock: Clock;
  /** `off` lets everybody do everything. */
  readonly mode: 'on' | 'off';
  readonly onDenied: (denial: Denial) => void;
  /** Told of every call that is judged. */
  readonly onJudged: (judgement: Judgement) => void;
}

export interface Judgement {
  readonly principal: Principal;
  readonly access: Access;
  /** What policies could ask about. */
  readonly context: ConditionContext;
  readonly allowed: boolean;
}

/**
 * Judges every call by the policies of caller and resource. The developer is a user with `AdministratorAccess`: what a
 * resource's policy denies, or a role's or key's policy does not let the account do, binds them as it would there.
 */
export function createAuthorizer(deps: AuthorizerDeps): Authorize {
  if (deps.mode === 'off') return () => {};
  return (principal, access, request) => {
    const refusal = judge(deps, principal, access, request);
    if (refusal) throw accessDenied(refusal);
  };
}

/** Creates the check whether a service may use a role: its trust policy decides. */
export function createTrustCheck(deps: AuthorizerDeps): CheckTrust {
  return (roleArn, service, sourceArn) => {
    if (deps.mode === 'off') return;
    const principal: Principal = { kind: 'service', service, ...(sourceArn === undefined ? {} : { sourceArn }) };
    const refusal = judge(deps, principal, { action: 'sts:AssumeRole', resource: roleArn }, undefined);
    if (!refusal) return;
    throw new AwsError('AccessDeniedException', `The service ${service} is not trusted to assume the role ${roleArn}.`);
  };
}

/** What is refused; undefined for what is allowed. */
function judge(
  { policies, place, clock, onDenied, onJudged }: AuthorizerDeps,
  principal: Principal,
  access: Access,
  request: RequestFacts | undefined,
): Denial | undefined {
  const context = requestContext({ principal, access, request, place, clock, tags: policies });
  const decision: Decision = evaluate(
    { principal, accountId: place.accountId, ...access, context },
    { identity: identityOf(principal, policies), ...sessionOf(principal, policies), ...policies.ofResource(access) },
  );
  onJudged({ principal, access, context, allowed: decision.kind === 'allowed' });
  if (decision.kind === 'allowed') return undefined;
  const denial = { principal, access, refusal: decision };
  onDenied(denial);
  return denial;
}

const ADMINISTRATOR = awsManagedPolicy('arn:aws:iam::aws:policy/AdministratorAccess');

function identityOf(principal: Principal, policies: PolicyStore): readonly PolicyDocument[] {
  if (principal.kind === 'role') return policies.identityPolicies(principal.roleArn);
  return principal.kind === 'developer' && ADMINISTRATOR ? [ADMINISTRATOR] : [];
}

function sessionOf(principal: Principal, policies: PolicyStore): { readonly session?: readonly PolicyDocument[] } {
  const session = principal.kind === 'role' ? principal.sessionPolicies : undefined;
  return session ? { session: policies.sessionPolicies(session) } : {};
}
