import type { TemplateSummary } from '#services/cloudformation/engine.ts';
import type { EventRecord, ResourceRecord, StackRecord } from '#services/cloudformation/store/records.ts';

const date = (time: number | undefined): Date | undefined => (time === undefined ? undefined : new Date(time));

/**
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_Stack.html
 * @param summary of its template, whose parameters have defaults and secrets
 */
export const describeStack = (stack: StackRecord, summary: TemplateSummary): object => ({
  StackName: stack.name,
  StackId: stack.id,
  Description: stack.description,
  CreationTime: date(stack.createdAt),
  LastUpdatedTime: date(stack.updatedAt),
  DeletionTime: date(stack.deletedAt),
  StackStatus: stack.status,
  StackStatusReason: stack.reason,
  DisableRollback: stack.onFailure === 'DO_NOTHING',
  EnableTerminationProtection: stack.isProtected,
  TimeoutInMinutes: stack.timeoutMinutes,
  RoleARN: stack.wanted.roleArn,
  NotificationARNs: [],
  Capabilities: stack.wanted.capabilities,
  Tags: stack.wanted.tags.map(({ key, value }) => ({ Key: key, Value: value })),
  DriftInformation: { StackDriftStatus: 'NOT_CHECKED' },
  Parameters: parametersOf(stack, summary),
  Outputs: stack.outputs.map(({ key, value, description, exportName }) => ({
    OutputKey: key,
    OutputValue: value,
    Description: description,
    ExportName: exportName,
  })),
});

/** Secrets are never told. */
export function parametersOf({ wanted }: Pick<StackRecord, 'wanted'>, { parameters }: TemplateSummary): object[] {
  const given = new Map(wanted.parameters.map(({ key, value }) => [key, value]));
  return parameters.map(({ key, isSecret, default: byDefault = '' }) => ({
    ParameterKey: key,
    ParameterValue: isSecret ? '****' : (given.get(key) ?? byDefault),
  }));
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_StackSummary.html */
export const stackSummary = (stack: StackRecord): object => ({
  StackId: stack.id,
  StackName: stack.name,
  TemplateDescription: stack.description,
  CreationTime: date(stack.createdAt),
  LastUpdatedTime: date(stack.updatedAt),
  DeletionTime: date(stack.deletedAt),
  StackStatus: stack.status,
  StackStatusReason: stack.reason,
  DriftInformation: { StackDriftStatus: 'NOT_CHECKED' },
});

const statusOf = ({ status, reason, withoutEffect }: ResourceRecord): object => ({
  ResourceStatus: status,
  ResourceStatusReason: reason ?? (withoutEffect === undefined ? undefined : `No local effect: ${withoutEffect}`),
  DriftInformation: { StackResourceDriftStatus: 'NOT_CHECKED' },
});

const identityOf = ({ logicalId, physicalId, type }: ResourceRecord): object => ({
  LogicalResourceId: logicalId,
  PhysicalResourceId: physicalId === '' ? undefined : physicalId,
  ResourceType: type,
});

export const resourceSummary = (resource: ResourceRecord): object => ({
  ...identityOf(resource),
  LastUpdatedTimestamp: date(resource.updatedAt),
  ...statusOf(resource),
});

/** @param at what the moment of its last change is called: `Timestamp`, or `LastUpdatedTimestamp` of the detail */
export const resourceDetail = ({ name, id }: StackRecord, resource: ResourceRecord, at: string): object => ({
  StackName: name,
  StackId: id,
  ...identityOf(resource),
  [at]: date(resource.updatedAt),
  ...statusOf(resource),
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_StackEvent.html */
export const describeEvent = ({ name, id }: StackRecord, event: EventRecord): object => ({
  StackId: id,
  EventId: event.id,
  StackName: name,
  LogicalResourceId: event.logicalId,
  PhysicalResourceId: event.physicalId,
  ResourceType: event.type,
  Timestamp: date(event.at),
  ResourceStatus: event.status,
  ResourceStatusReason: event.reason,
  ResourceProperties: event.properties,
  ClientRequestToken: event.token,
});
