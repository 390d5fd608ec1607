import type { Clock } from '@safelight/asl/clock';
import type { Place } from '@safelight/asl/identity';
import type { JsonObject } from '@safelight/asl/json';
import type { Access } from '#gateway/service.ts';
import { noSuchRole, type PolicyStore } from '#services/iam/policy-store.ts';
import { roleId } from '#services/iam/request-context.ts';
import type { Role } from '#services/iam/roles.ts';

export interface IamContext {
  readonly policies: PolicyStore;
  readonly place: Place;
  readonly clock: Clock;
}

/** Throws `NoSuchEntity`. */
export function roleOf({ policies }: IamContext, input: JsonObject): Role {
  const name = String(input.RoleName ?? '');
  const role = policies.findRole(name);
  if (!role) throw noSuchRole(name);
  return role;
}

/** What an operation on a role, named by its name alone, needs. */
export const onRole =
  (context: IamContext, action: string) =>
  (input: JsonObject): readonly Access[] => {
    const name = String(input.RoleName ?? '');
    const { partition, accountId } = context.place;
    const resource = context.policies.findRole(name)?.arn ?? `arn:${partition}:iam::${accountId}:role/${name}`;
    const policyArn = typeof input.PolicyArn === 'string' ? input.PolicyArn : undefined;
    return [{ action: `iam:${action}`, resource, context: { 'iam:PolicyARN': policyArn } }];
  };

export const nameOfRole = ({ arn }: Role) => arn.slice(arn.lastIndexOf('/') + 1);

/** Policy documents are percent-encoded: https://docs.aws.amazon.com/IAM/latest/APIReference/API_Role.html */
export const encoded = (document: unknown) => encodeURIComponent(JSON.stringify(document));

export const asList = (tags: Readonly<Record<string, string>>) =>
  Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_Role.html */
export const roleAnswer = ({ arn, trust, settings }: Role) => ({
  Path: arn.slice(arn.indexOf(':role') + ':role'.length, arn.lastIndexOf('/') + 1),
  RoleName: arn.slice(arn.lastIndexOf('/') + 1),
  RoleId: roleId(arn.slice(arn.lastIndexOf('/') + 1)),
  Arn: arn,
  CreateDate: new Date(settings.createdAt ?? 0),
  AssumeRolePolicyDocument: encoded(trust.written),
  Description: settings.description,
  MaxSessionDuration: settings.maxSessionSeconds,
  ...(Object.keys(settings.tags).length > 0 && { Tags: asList(settings.tags) }),
});
