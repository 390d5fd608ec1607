import type { JsonObject } from '@safelight/asl/json';
import { AwsError } from '#gateway/aws-error.ts';
import type { Unlisted } from '#gateway/dispatch/operation.ts';
import { asList, type IamContext, nameOfRole, onRole, roleAnswer, roleOf } from '#services/iam/api/context.ts';
import { entityName, maxSessionSeconds, optional, page, path, tags, text } from '#services/iam/api/input.ts';
import { DEFAULT_SETTINGS } from '#services/iam/roles.ts';

/** Roles: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html and its kind. */
export const roleOperations = (context: IamContext): Unlisted => ({
  CreateRole: { access: (input) => creating(context, input), run: (input) => createRole(context, input) },
  GetRole: {
    access: onRole(context, 'GetRole'),
    run: (input) => ({ Role: roleAnswer(roleOf(context, input)) }),
  },
  ListRoles: {
    access: () => [{ action: 'iam:ListRoles', resource: '*' }],
    run(input) {
      const prefix = optional(input, 'PathPrefix') ?? '/';
      const roles = context.policies.roles.map(roleAnswer).filter(({ Path }) => Path.startsWith(prefix));
      const { shown, answer } = page(input, roles, ({ RoleName }) => RoleName);
      return { Roles: shown.map(({ Tags: _, ...role }) => role), ...answer };
    },
  },
  UpdateRole: {
    access: onRole(context, 'UpdateRole'),
    run(input) {
      const role = roleOf(context, input);
      const seconds = maxSessionSeconds(input);
      const description = optional(input, 'Description');
      const change = {
        ...(seconds !== undefined && { maxSessionSeconds: seconds }),
        ...(description !== undefined && { description }),
      };
      context.policies.changeRole(nameOfRole(role), { settings: { ...role.settings, ...change } });
      return {};
    },
  },
  UpdateAssumeRolePolicy: {
    access: onRole(context, 'UpdateAssumeRolePolicy'),
    run(input) {
      context.policies.setTrust(nameOfRole(roleOf(context, input)), text(input, 'PolicyDocument'));
      return undefined;
    },
  },
  DeleteRole: { access: onRole(context, 'DeleteRole'), run: (input) => deleteRole(context, input) },
  ...tagOperations(context),
});

const arnOf = ({ place: { partition, accountId } }: IamContext, input: JsonObject) =>
  `arn:${partition}:iam::${accountId}:role${path(input)}${entityName(input, 'RoleName', 64)}`;

const creating = (context: IamContext, input: JsonObject) => [
  { action: 'iam:CreateRole', resource: arnOf(context, input) },
];

function createRole(context: IamContext, input: JsonObject) {
  const { policies, clock } = context;
  const name = entityName(input, 'RoleName', 64);
  if (policies.findRole(name)) throw new AwsError('EntityAlreadyExists', `Role with name ${name} already exists.`, 409);
  const description = optional(input, 'Description');
  policies.setRole(arnOf(context, input), text(input, 'AssumeRolePolicyDocument'), {
    maxSessionSeconds: maxSessionSeconds(input) ?? DEFAULT_SETTINGS.maxSessionSeconds,
    tags: tags(input),
    createdAt: clock.now(),
    ...(description !== undefined && { description }),
  });
  return { Role: roleAnswer(roleOf(context, input)) };
}

function deleteRole(context: IamContext, input: JsonObject): undefined {
  const role = roleOf(context, input);
  const conflict = (first: string) => new AwsError('DeleteConflict', `Cannot delete entity, must ${first} first.`, 409);
  if (role.managed.size > 0) throw conflict('detach all policies');
  if (role.inline.size > 0) throw conflict('delete policies');
  context.policies.removeRole(nameOfRole(role));
}

const tagOperations = (context: IamContext): Unlisted => ({
  TagRole: {
    access: onRole(context, 'TagRole'),
    run(input) {
      const role = roleOf(context, input);
      const all = asList({ ...role.settings.tags, ...tags(input) });
      const changed = tags({ Tags: all });
      context.policies.changeRole(nameOfRole(role), { settings: { ...role.settings, tags: changed } });
      return undefined;
    },
  },
  UntagRole: {
    access: onRole(context, 'UntagRole'),
    run(input) {
      const role = roleOf(context, input);
      const keys = Array.isArray(input.TagKeys) ? input.TagKeys.map(String) : [];
      const left = Object.fromEntries(Object.entries(role.settings.tags).filter(([key]) => !keys.includes(key)));
      context.policies.changeRole(nameOfRole(role), { settings: { ...role.settings, tags: left } });
      return undefined;
    },
  },
  ListRoleTags: {
    access: onRole(context, 'ListRoleTags'),
    run(input) {
      const { shown, answer } = page(input, asList(roleOf(context, input).settings.tags), ({ Key }) => Key);
      return { Tags: shown, ...answer };
    },
  },
});
