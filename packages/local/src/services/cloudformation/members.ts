import type { Json, JsonObject } from '@safelight/asl/json';
import { AwsError } from '#gateway/aws-error.ts';
import type { Operation, Operations } from '#gateway/dispatch/operation.ts';

const WANTED = ['TemplateBody', 'TemplateURL', 'UsePreviousTemplate', 'Parameters', 'Tags', 'Capabilities', 'RoleARN'];

/** What each operation takes; https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_Operations.html */
const MEMBERS: Readonly<Record<string, readonly string[]>> = {
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
    ...['StackName', ...WANTED, 'ChangeSetName', 'ChangeSetType', 'Description', 'ClientToken', 'OnStackFailure'],
    'IncludeNestedStacks',
  ],
  DescribeChangeSet: ['ChangeSetName', 'StackName', 'NextToken'],
  ListChangeSets: ['StackName', 'NextToken'],
  DeleteChangeSet: ['ChangeSetName', 'StackName'],
  ExecuteChangeSet: ['ChangeSetName', 'StackName', 'ClientRequestToken', 'DisableRollback'],
};

/** Operations that say what they take, and refuse by name what they do not. */
export const withMembers = (operations: Operations): Operations =>
  Object.fromEntries(Object.entries(operations).map(([name, one]) => [name, refusing(one, MEMBERS[name] ?? [])]));

const refusing = ({ access, run }: Operation, members: readonly string[]): Operation => ({
  input: { members },
  access,
  run(input, call) {
    refuseOthers(input, members);
    return run(input, call);
  },
});

function refuseOthers(input: JsonObject, known: readonly string[]): void {
  const other = Object.keys(input).find((name) => !known.includes(name) && !isEmpty(input[name]));
  if (other !== undefined) throw new AwsError('ValidationError', `The parameter ${other} is not supported here.`);
}

/** Clients send empty lists, and switches that are off. */
const isEmpty = (value: Json | undefined): boolean =>
  value === '' || value === 'false' || (Array.isArray(value) && value.length === 0);
