import type { Json } from '@safelight/asl/json';
import { parametersOf } from '#services/cloudformation/describe.ts';
import type { TemplateSummary } from '#services/cloudformation/engine.ts';
import type { ChangeSetRecord } from '#services/cloudformation/store/records.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ChangeSetSummary.html */
export const changeSetSummary = (changeSet: ChangeSetRecord): object => ({
  StackId: changeSet.stackId,
  StackName: changeSet.stackName,
  ChangeSetId: changeSet.id,
  ChangeSetName: changeSet.name,
  ExecutionStatus: changeSet.executionStatus,
  Status: changeSet.status,
  StatusReason: changeSet.reason,
  CreationTime: new Date(changeSet.createdAt),
  Description: changeSet.description,
  IncludeNestedStacks: false,
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeChangeSet.html */
export const describeChangeSet = (
  changeSet: ChangeSetRecord,
  changes: readonly Json[],
  summary: TemplateSummary,
): object => ({
  ...changeSetSummary(changeSet),
  Parameters: parametersOf(changeSet, summary),
  NotificationARNs: [],
  Capabilities: changeSet.wanted.capabilities,
  Tags: changeSet.wanted.tags.map(({ key, value }) => ({ Key: key, Value: value })),
  OnStackFailure: changeSet.onFailure,
  Changes: changes,
});
