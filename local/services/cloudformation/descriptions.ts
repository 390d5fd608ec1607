/** A stack as the API tells of it; the template layer's own type fits. */
export interface DescribedStack {
  readonly name: string;
  readonly id: string;
  readonly description: string | undefined;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly resources: readonly DescribedResource[];
  readonly outputs: readonly DescribedOutput[];
}

export interface DescribedResource {
  readonly logicalId: string;
  readonly physicalId: string;
  readonly type: string;
  /** Why the resource was accepted without local effect, when it was. */
  readonly withoutEffect?: string;
}

export interface DescribedOutput {
  readonly key: string;
  readonly value: string;
  readonly description?: string;
  readonly exportName?: string;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_Stack.html */
export const describeStack = (stack: DescribedStack, createdAt: Date): object => ({
  StackName: stack.name,
  StackId: stack.id,
  Description: stack.description,
  CreationTime: createdAt,
  StackStatus: 'CREATE_COMPLETE',
  DisableRollback: false,
  Parameters: Object.entries(stack.parameters).map(([ParameterKey, value]) => ({
    ParameterKey,
    ParameterValue: String(value),
  })),
  Outputs: stack.outputs.map(({ key, value, description, exportName }) => ({
    OutputKey: key,
    OutputValue: value,
    Description: description,
    ExportName: exportName,
  })),
});

export const resourceSummary = (resource: DescribedResource, createdAt: Date): object => ({
  LogicalResourceId: resource.logicalId,
  PhysicalResourceId: resource.physicalId,
  ResourceType: resource.type,
  LastUpdatedTimestamp: createdAt,
  ResourceStatus: 'CREATE_COMPLETE',
  ResourceStatusReason: resource.withoutEffect === undefined ? undefined : `No local effect: ${resource.withoutEffect}`,
});

export const resourceDetail = (stack: DescribedStack, resource: DescribedResource, createdAt: Date): object => ({
  StackName: stack.name,
  StackId: stack.id,
  LogicalResourceId: resource.logicalId,
  PhysicalResourceId: resource.physicalId,
  ResourceType: resource.type,
  Timestamp: createdAt,
  ResourceStatus: 'CREATE_COMPLETE',
  ResourceStatusReason: resource.withoutEffect === undefined ? undefined : `No local effect: ${resource.withoutEffect}`,
});
