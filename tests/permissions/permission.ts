import type { Judgement } from '@safelight/local/services/iam/authorizer';
import type { PolicyStore } from '@safelight/local/services/iam/policy-store';
import { wildcard } from '@safelight/local/services/iam/wildcard';
import * as z from 'zod';

/** One action on one resource that one statement allows: what can be taken away. */
export interface Permission {
  readonly holder: Holder;
  readonly policyName: string;
  readonly statement: number;
  readonly action: string;
  readonly resource: string;
}

/** Whose policy it is: a role's own, its trust policy, or that of a resource, which allows others. */
export interface Holder {
  readonly kind: 'role' | 'trust' | 'resource';
  readonly arn: string;
}

const oneOrMore = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());
const statementSchema = z.looseObject({
  Sid: z.string().optional(),
  Effect: z.string(),
  Action: oneOrMore,
  // A trust policy is about its role, and has none.
  Resource: oneOrMore.optional(),
});
const documentSchema = z.looseObject({
  Statement: z.union([z.array(statementSchema), statementSchema.transform((one) => [one])]),
});

type Document = z.output<typeof documentSchema>;

export const readDocument = (written: unknown): Document => documentSchema.parse(written);

/** What a topic has when nobody gave it a policy. */
const AWS_DEFAULT = '__default_statement_ID';

/** Every permission of every role and of every resource policy that somebody wrote. */
export function permissionsIn(policies: PolicyStore): readonly Permission[] {
  const ofRoles = policies.roleArns.flatMap((arn) =>
    policies
      .identityPolicies(arn)
      .flatMap(({ name, written }) => allowedBy({ kind: 'role', arn }, name, readDocument(written))),
  );
  const ofResources = [...policies.allResourcePolicies].flatMap(([arn, documents]) =>
    [...documents].flatMap(([name, { written }]) => allowedBy({ kind: 'resource', arn }, name, readDocument(written))),
  );
  const ofTrust = policies.roles.flatMap(({ arn, trust }) =>
    allowedBy({ kind: 'trust', arn }, trust.name, readDocument(trust.written)),
  );
  return [...ofRoles, ...ofTrust, ...ofResources];
}

function allowedBy(holder: Holder, policyName: string, { Statement }: Document): readonly Permission[] {
  return Statement.flatMap(({ Sid, Effect, Action, Resource = [] }, statement) =>
    Effect === 'Allow' && Sid !== AWS_DEFAULT
      ? Action.flatMap((action) =>
          about(holder, Resource).map((resource) => ({ holder, policyName, statement, action, resource })),
        )
      : [],
  );
}

const about = ({ kind, arn }: Holder, resources: readonly string[]) => (kind === 'trust' ? [arn] : resources);

/** The document without these permissions, which are its own; undefined where nothing is left of it. */
export function without(document: Document, removed: readonly Permission[]): object | undefined {
  const Statement = document.Statement.flatMap((statement, at): readonly object[] => {
    const gone = removed.filter((permission) => permission.statement === at);
    if (gone.length === 0) return [statement];
    return statement.Action.flatMap((Action) => {
      if (gone.some(({ holder, action }) => holder.kind === 'trust' && action === Action)) return [];
      const Resource = statement.Resource?.filter(
        (resource) => !gone.some((one) => one.action === Action && one.resource === resource),
      );
      // Parts of one statement cannot all bear its id.
      const { Sid: _, ...rest } = statement;
      return !Resource?.length ? [] : [{ ...rest, Action, Resource }];
    });
  });
  return Statement.length === 0 ? undefined : { ...document, Statement };
}

/** Whether the call that was judged is one that this permission is for. */
export function isFor({ holder, action, resource }: Permission, { principal, access }: Judgement): boolean {
  const isHolder =
    holder.kind === 'role'
      ? principal.kind === 'role' && principal.roleArn === holder.arn
      : principal.kind === 'service' && access.resource === holder.arn;
  return isHolder && access.action === action && wildcard(resource)(access.resource);
}

export const describe = ({ holder, action, resource }: Permission): readonly [string, string, string] => [
  shortName(holder.arn),
  action,
  resource === '*' ? '*' : shortName(resource),
];

/** The last part of an ARN is what tells it from its neighbors. */
const shortName = (arn: string) =>
  arn
    .split(':')
    .slice(5)
    .join(':')
    .replace(/^role\//, '');
