import type { PolicyKind } from '#services/iam/grammar/kinds.ts';
import type { Fault } from '#services/iam/grammar/refusals.ts';
import { isServicePrincipal } from '#services/iam/grammar/service-principals.ts';
import type { PrincipalType, WrittenPrincipal, WrittenStatement } from '#services/iam/grammar/statement.ts';

/** What is wrong with whom a statement is about, but for whether they are there. */
export function principalFault(statement: WrittenStatement, kind: PolicyKind): Fault | undefined {
  const { Principal, NotPrincipal, Effect } = statement;
  const hasNone = kind.of === 'identity' || kind.of === 'managed' || kind.of === 'session';
  if (hasNone) return Principal || NotPrincipal ? { is: 'has principal' } : undefined;
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
  if (NotPrincipal && kind.of === 'trust') return { is: 'NotPrincipal' };
  if (Principal && NotPrincipal) return { is: 'syntax', what: 'Principal with NotPrincipal' };
  const written = Principal ?? NotPrincipal;
  if (!written || principalsIn(written).length === 0) return { is: 'no principal' };
  if (NotPrincipal && Effect === 'Allow') return { is: 'NotPrincipal' };
  if (written === '*') return kind.of === 'trust' ? { is: 'star' } : undefined;
  const wrong = principalsIn(written).find(([type, value]) => !isPrincipal(type, value));
  return wrong && { is: 'principal', what: quoted(wrong) };
}

const isPrincipal = (type: PrincipalType, value: string): boolean =>
  FORMS[type].test(value) && (type !== 'Service' || isServicePrincipal(value));

const FORMS: Readonly<Record<PrincipalType, RegExp>> = {
  AWS: /^(\*|\d{12}|arn:aws:iam::\d{12}:(root|(user|role)\/[\w+=,.@/-]+)|arn:aws:sts::\d{12}:(assumed-role\/[\w+=,.@-]+\/[\w+=,.@-]+|federated-user\/[\w+=,.@-]+))$/,
  Service: /^[a-z0-9-]+(\.[a-z0-9-]+)*\.amazonaws\.com$/,
  Federated: /^(arn:aws:iam::\d{12}:(saml-provider|oidc-provider)\/.+|[a-z0-9-]+(\.[a-z0-9-]+)+)$/,
  CanonicalUser: /^[0-9a-f]{64}$/,
};

/** Everybody whom a `Principal` names, with the kind of name. */
export const principalsIn = (written: WrittenPrincipal): readonly (readonly [PrincipalType, string])[] =>
  written === '*'
    ? [['AWS', '*']]
    : (['AWS', 'Service', 'Federated', 'CanonicalUser'] as const).flatMap((type) =>
        (written[type] ?? []).map((value) => [type, value] as const),
      );

/** As IAM names a principal: `"SERVICE":"lamda.amazonaws.com"`. */
export const quoted = ([type, value]: readonly [string, string]) => `"${type.toUpperCase()}":"${value}"`;
