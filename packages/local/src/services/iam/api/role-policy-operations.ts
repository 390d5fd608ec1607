import type { JsonObject } from '@safelight/asl/json';
import { AwsError } from '#gateway/aws-error.ts';
import type { Unlisted } from '#gateway/dispatch/operation.ts';
import { encoded, type IamContext, nameOfRole, onRole, roleOf } from '#services/iam/api/context.ts';
import { below, entityName, page, text } from '#services/iam/api/input.ts';
import { MOST_MANAGED } from '#services/iam/roles.ts';

/** Inline and managed policies of roles: https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html and its kind. */
export const rolePolicyOperations = (context: IamContext): Unlisted => ({
  ...inlineOperations(context),
  ...attachmentOperations(context),
});

const inlineOperations = (context: IamContext): Unlisted => ({
  PutRolePolicy: {
    access: onRole(context, 'PutRolePolicy'),
    run(input) {
      const name = entityName(input, 'PolicyName', 128);
      context.policies.attach(nameOfRole(roleOf(context, input)), name, text(input, 'PolicyDocument'));
      return undefined;
    },
  },
  GetRolePolicy: {
    access: onRole(context, 'GetRolePolicy'),
    run(input) {
      const { RoleName, PolicyName, written } = inlineOf(context, input);
      return { RoleName, PolicyName, PolicyDocument: encoded(written) };
    },
  },
  ListRolePolicies: {
    access: onRole(context, 'ListRolePolicies'),
    run(input) {
      const { shown, answer } = page(input, [...roleOf(context, input).inline.keys()], (name) => name);
      return { PolicyNames: shown, ...answer };
    },
  },
  DeleteRolePolicy: {
    access: onRole(context, 'DeleteRolePolicy'),
    run(input) {
      const { RoleName, PolicyName } = inlineOf(context, input);
      context.policies.detach(RoleName, PolicyName);
      return undefined;
    },
  },
});

function inlineOf(context: IamContext, input: JsonObject) {
  const role = roleOf(context, input);
  const PolicyName = text(input, 'PolicyName');
  const policy = role.inline.get(PolicyName);
  if (!policy) throw new AwsError('NoSuchEntity', `The role policy with name ${PolicyName} cannot be found.`, 404);
  return { RoleName: nameOfRole(role), PolicyName, written: policy.written };
}

const attachmentOperations = (context: IamContext): Unlisted => ({
  AttachRolePolicy: {
    access: onRole(context, 'AttachRolePolicy'),
    run(input) {
      const role = roleOf(context, input);
      const arn = text(input, 'PolicyArn');
      if (role.managed.size >= MOST_MANAGED && !role.managed.has(arn)) {
        throw new AwsError('LimitExceeded', `Cannot exceed quota for PoliciesPerRole: ${MOST_MANAGED}`, 409);
      }
      context.policies.attachManaged(nameOfRole(role), arn);
      return undefined;
    },
  },
  DetachRolePolicy: {
    access: onRole(context, 'DetachRolePolicy'),
    run(input) {
      const role = roleOf(context, input);
      const arn = text(input, 'PolicyArn');
      if (!role.managed.has(arn)) throw new AwsError('NoSuchEntity', `Policy ${arn} was not found.`, 404);
      const managed = new Set([...role.managed].filter((each) => each !== arn));
      context.policies.changeRole(nameOfRole(role), { managed });
      return undefined;
    },
  },
  ListAttachedRolePolicies: {
    access: onRole(context, 'ListAttachedRolePolicies'),
    run(input) {
      const { shown, answer } = page(input, [...roleOf(context, input).managed].filter(below(input)), (arn) => arn);
      const attached = shown.map((arn) => ({ PolicyName: arn.slice(arn.lastIndexOf('/') + 1), PolicyArn: arn }));
      return { AttachedPolicies: attached, ...answer };
    },
  },
});
