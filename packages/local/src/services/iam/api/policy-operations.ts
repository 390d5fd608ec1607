import type { JsonObject } from '@safelight/asl/json';
import { AwsError } from '#gateway/aws-error.ts';
import type { Unlisted } from '#gateway/dispatch/operation.ts';
import { encoded, type IamContext } from '#services/iam/api/context.ts';
import { below, entityName, optional, page, path, pathOf, text } from '#services/iam/api/input.ts';
import { AWS_MANAGED } from '#services/iam/managed-policies.ts';

/** Managed policies of the account: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html and its kind. */
export const policyOperations = (context: IamContext): Unlisted => ({
  CreatePolicy: {
    access: (input) => [{ action: 'iam:CreatePolicy', resource: arnOf(context, input) }],
    run: (input) => createPolicy(context, input),
  },
  GetPolicy: {
    access: onPolicy('GetPolicy'),
    run: (input) => ({ Policy: answer(context, found(context, input)) }),
  },
  GetPolicyVersion: {
    access: onPolicy('GetPolicyVersion'),
    run(input) {
      const arn = found(context, input);
      if (optional(input, 'VersionId') !== VERSION) {
        throw new AwsError(
          'NoSuchEntity',
          `Policy ${arn} version ${input.VersionId} does not exist or is not attachable.`,
          404,
        );
      }
      const document = encoded(context.policies.managedPolicy(arn)?.written);
      return { PolicyVersion: { Document: document, VersionId: VERSION, IsDefaultVersion: true } };
    },
  },
  ListPolicies: {
    access: () => [{ action: 'iam:ListPolicies', resource: '*' }],
    run(input) {
      const scope = optional(input, 'Scope') ?? 'All';
      const own = scope === 'AWS' ? [] : context.policies.managedArns;
      const arns = (scope === 'Local' ? own : [...own, ...AWS_MANAGED]).filter(below(input));
      const { shown, answer: more } = page(input, onlyAttached(context, input, arns), (arn) => arn);
      return { Policies: shown.map((arn) => answer(context, arn)), ...more };
    },
  },
  DeletePolicy: {
    access: onPolicy('DeletePolicy'),
    run(input) {
      const arn = found(context, input);
      if (attachments(context, arn) > 0) {
        throw new AwsError('DeleteConflict', 'Cannot delete a policy attached to entities.', 409);
      }
      context.policies.removeManaged(arn);
      return undefined;
    },
  },
});

function createPolicy(context: IamContext, input: JsonObject) {
  const arn = arnOf(context, input);
  if (context.policies.managedPolicy(arn)) {
    const why = `A policy called ${input.PolicyName} already exists. Duplicate names are not allowed.`;
    throw new AwsError('EntityAlreadyExists', why, 409);
  }
  context.policies.defineManaged(arn, text(input, 'PolicyDocument'), { isKept: true });
  return { Policy: answer(context, arn) };
}

/** A policy that is changed is made anew: there are no further versions here. */
const VERSION = 'v1';

const onPolicy = (action: string) => (input: JsonObject) => [
  { action: `iam:${action}`, resource: String(input.PolicyArn ?? '*') },
];

const arnOf = ({ place: { partition, accountId } }: IamContext, input: JsonObject) =>
  `arn:${partition}:iam::${accountId}:policy${path(input)}${entityName(input, 'PolicyName', 128)}`;

function found({ policies }: IamContext, input: JsonObject): string {
  const arn = text(input, 'PolicyArn');
  if (policies.managedPolicy(arn)) return arn;
  throw new AwsError('NoSuchEntity', `Policy ${arn} was not found.`, 404);
}

const attachments = ({ policies }: IamContext, arn: string) =>
  policies.roles.filter(({ managed }) => managed.has(arn)).length;

const onlyAttached = (context: IamContext, { OnlyAttached }: JsonObject, arns: readonly string[]) =>
  OnlyAttached === 'true' ? arns.filter((arn) => attachments(context, arn) > 0) : arns;

const answer = (context: IamContext, arn: string) => ({
  PolicyName: arn.slice(arn.lastIndexOf('/') + 1),
  Arn: arn,
  Path: pathOf(arn),
  DefaultVersionId: VERSION,
  AttachmentCount: attachments(context, arn),
  IsAttachable: true,
});
