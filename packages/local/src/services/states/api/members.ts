import type { InputMembers } from '#gateway/dispatch/operation.ts';
import { only } from '#gateway/dispatch/with-members.ts';

const SETTINGS = [
  ...['definition', 'roleArn', 'loggingConfiguration', 'tracingConfiguration', 'encryptionConfiguration'],
  ...['publish', 'versionDescription'],
];
const PAGED = ['maxResults', 'nextToken'];

const withData = (...members: readonly string[]): InputMembers => ({
  members,
  withoutEffect: { includedData: 'nobody lacks the key that METADATA_ONLY does without' },
});

/** What each operation reads; https://docs.aws.amazon.com/step-functions/latest/apireference/API_Operations.html */
export const MEMBERS: Readonly<Record<string, InputMembers>> = {
  CreateStateMachine: only('name', 'type', 'tags', ...SETTINGS),
  UpdateStateMachine: only('stateMachineArn', ...SETTINGS),
  DeleteStateMachine: only('stateMachineArn'),
  DescribeStateMachine: only('stateMachineArn', 'includedData'),
  ListStateMachines: only(...PAGED),
  PublishStateMachineVersion: only('stateMachineArn', 'revisionId', 'description'),
  ListStateMachineVersions: only('stateMachineArn', ...PAGED),
  DeleteStateMachineVersion: only('stateMachineVersionArn'),
  CreateStateMachineAlias: only('name', 'description', 'routingConfiguration'),
  UpdateStateMachineAlias: only('stateMachineAliasArn', 'description', 'routingConfiguration'),
  DescribeStateMachineAlias: only('stateMachineAliasArn'),
  DeleteStateMachineAlias: only('stateMachineAliasArn'),
  ListStateMachineAliases: only('stateMachineArn', ...PAGED),
  StartExecution: only('stateMachineArn', 'name', 'input', 'traceHeader'),
  StartSyncExecution: withData('stateMachineArn', 'name', 'input', 'traceHeader'),
  StopExecution: only('executionArn', 'error', 'cause'),
  RedriveExecution: {
    members: ['executionArn'],
    withoutEffect: { clientToken: 'what runs again already is not redriven twice' },
  },
  DescribeExecution: withData('executionArn'),
  DescribeStateMachineForExecution: withData('executionArn'),
  GetExecutionHistory: only('executionArn', 'reverseOrder', 'includeExecutionData', ...PAGED),
  ListExecutions: only('stateMachineArn', 'mapRunArn', 'statusFilter', 'redriveFilter', ...PAGED),
  DescribeMapRun: only('mapRunArn'),
  UpdateMapRun: only('mapRunArn', 'maxConcurrency', 'toleratedFailurePercentage', 'toleratedFailureCount'),
  ListMapRuns: only('executionArn', ...PAGED),
  SendTaskSuccess: only('taskToken', 'output'),
  SendTaskFailure: only('taskToken', 'error', 'cause'),
  SendTaskHeartbeat: only('taskToken'),
  CreateActivity: {
    members: ['name', 'tags'],
    withoutEffect: { encryptionConfiguration: 'data on this machine is not encrypted' },
  },
  DescribeActivity: only('activityArn'),
  DeleteActivity: only('activityArn'),
  ListActivities: only(...PAGED),
  GetActivityTask: only('activityArn', 'workerName'),
  TagResource: only('resourceArn', 'tags'),
  UntagResource: only('resourceArn', 'tagKeys'),
  ListTagsForResource: only('resourceArn'),
  ValidateStateMachineDefinition: only('definition', 'type', 'severity', 'maxResults'),
  TestState: only(
    ...['definition', 'stateName', 'roleArn', 'input', 'inspectionLevel', 'revealSecrets', 'variables', 'context'],
    ...['mock', 'stateConfiguration'],
  ),
};
