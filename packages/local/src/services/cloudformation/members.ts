import type { InputMembers, OtherMembers } from '#gateway/dispatch/operation.ts';

const WANTED = ['TemplateBody', 'TemplateURL', 'UsePreviousTemplate', 'Parameters', 'Tags', 'Capabilities', 'RoleARN'];

/** What each operation reads; https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_Operations.html */
const READ: Readonly<Record<string, readonly string[]>> = {
  CreateStack: [
    ...['StackName', ...WANTED.filter((name) => name !== 'UsePreviousTemplate'), 'DisableRollback', 'OnFailure'],
    ...['EnableTerminationProtection', 'TimeoutInMinutes', 'ClientRequestToken'],
  ],
  UpdateStack: ['StackName', ...WANTED, 'DisableRollback', 'ClientRequestToken'],
  DeleteStack: ['StackName', 'RetainResources', 'RoleARN', 'ClientRequestToken'],
  UpdateTerminationProtection: ['StackName', 'EnableTerminationProtection'],
  ContinueUpdateRollback: ['StackName', 'ClientRequestToken'],
  RollbackStack: ['StackName', 'ClientRequestToken'],
  DescribeStacks: ['StackName', 'NextToken'],
  ListStacks: ['StackStatusFilter', 'NextToken'],
  DescribeStackEvents: ['StackName', 'NextToken'],
  ListStackResources: ['StackName', 'NextToken'],
  DescribeStackResources: ['StackName', 'LogicalResourceId', 'PhysicalResourceId'],
  DescribeStackResource: ['StackName', 'LogicalResourceId'],
  GetTemplate: ['StackName', 'ChangeSetName', 'TemplateStage'],
  GetTemplateSummary: ['StackName', 'TemplateBody', 'TemplateURL'],
  ValidateTemplate: ['TemplateBody', 'TemplateURL'],
  ListExports: ['NextToken'],
  ListImports: ['ExportName', 'NextToken'],
  CreateChangeSet: [
    ...['StackName', ...WANTED, 'ChangeSetName', 'ChangeSetType', 'Description', 'OnStackFailure'],
    'IncludeNestedStacks',
  ],
  DescribeChangeSet: ['ChangeSetName', 'StackName', 'NextToken'],
  ListChangeSets: ['StackName', 'NextToken'],
  DeleteChangeSet: ['ChangeSetName', 'StackName'],
  ExecuteChangeSet: ['ChangeSetName', 'StackName', 'ClientRequestToken', 'DisableRollback'],
};

/** Changes of what a template asks for, or of who hears of it. */
const DEPLOYING = ['RollbackConfiguration', 'NotificationARNs', 'ResourceTypes', 'DeploymentConfig'];
const POLICIES = ['StackPolicyBody', 'StackPolicyURL'];
const VALIDATION = { DisableValidation: 'nothing is validated here that this would disable' };

/** What AWS's operations have besides. */
const OTHERS: Readonly<Record<string, OtherMembers>> = {
  CreateStack: { refused: [...DEPLOYING, ...POLICIES, 'RetainExceptOnCreate'], withoutEffect: VALIDATION },
  UpdateStack: {
    refused: [
      ...[...DEPLOYING, ...POLICIES, 'RetainExceptOnCreate'],
      ...['StackPolicyDuringUpdateBody', 'StackPolicyDuringUpdateURL'],
    ],
    withoutEffect: VALIDATION,
  },
  DeleteStack: { refused: ['DeletionMode', 'DeploymentConfig'] },
  ContinueUpdateRollback: { refused: ['RoleARN', 'ResourcesToSkip', 'ForceRollback'] },
  RollbackStack: { refused: ['RoleARN', 'RetainExceptOnCreate', 'DeploymentConfig'] },
  GetTemplateSummary: { refused: ['StackSetName', 'CallAs', 'TemplateSummaryConfig'] },
  CreateChangeSet: {
    refused: [...DEPLOYING, 'ResourcesToImport', 'ImportExistingResources', 'DeploymentMode'],
    withoutEffect: { ...VALIDATION, ClientToken: 'a change set is not made twice by one name' },
  },
  DescribeChangeSet: {
    withoutEffect: { IncludePropertyValues: 'the templates before and after say what the values are' },
  },
  ExecuteChangeSet: { refused: ['RetainExceptOnCreate'] },
};

export const MEMBERS: Readonly<Record<string, InputMembers>> = Object.fromEntries(
  Object.entries(READ).map(([name, members]) => [name, { members, ...OTHERS[name] }]),
);
