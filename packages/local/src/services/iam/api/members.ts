import type { InputMembers } from '#gateway/dispatch/operation.ts';
import { only } from '#gateway/dispatch/with-members.ts';

const PAGED = ['Marker', 'MaxItems'];

/** What each operation reads; https://docs.aws.amazon.com/IAM/latest/APIReference/API_Operations.html */
export const MEMBERS: Readonly<Record<string, InputMembers>> = {
  CreateRole: {
    members: ['RoleName', 'AssumeRolePolicyDocument', 'Path', 'Description', 'MaxSessionDuration', 'Tags'],
    refused: ['PermissionsBoundary'],
  },
  GetRole: only('RoleName'),
  ListRoles: only('PathPrefix', ...PAGED),
  UpdateRole: only('RoleName', 'Description', 'MaxSessionDuration'),
  UpdateAssumeRolePolicy: only('RoleName', 'PolicyDocument'),
  DeleteRole: only('RoleName'),
  TagRole: only('RoleName', 'Tags'),
  UntagRole: only('RoleName', 'TagKeys'),
  ListRoleTags: only('RoleName', ...PAGED),
  PutRolePolicy: only('RoleName', 'PolicyName', 'PolicyDocument'),
  GetRolePolicy: only('RoleName', 'PolicyName'),
  ListRolePolicies: only('RoleName', ...PAGED),
  DeleteRolePolicy: only('RoleName', 'PolicyName'),
  AttachRolePolicy: only('RoleName', 'PolicyArn'),
  DetachRolePolicy: only('RoleName', 'PolicyArn'),
  ListAttachedRolePolicies: only('RoleName', 'PathPrefix', ...PAGED),
  CreatePolicy: {
    members: ['PolicyName', 'PolicyDocument', 'Path'],
    withoutEffect: { Description: 'no operation here tells it' },
    refused: ['Tags'],
  },
  GetPolicy: only('PolicyArn'),
  GetPolicyVersion: only('PolicyArn', 'VersionId'),
  ListPolicies: { members: ['Scope', 'OnlyAttached', 'PathPrefix', ...PAGED], refused: ['PolicyUsageFilter'] },
  DeletePolicy: only('PolicyArn'),
};
