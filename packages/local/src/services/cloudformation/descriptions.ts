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

/** A stack, when it was created, and when it was last changed, if it was. */
export interface StackInTime {
  readonly stack: DescribedStack;
  readonly createdAt: Date;
  readonly updatedAt?: Date;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_Stack.html */
export const describeStack = ({ stack, createdAt, updatedAt }: StackInTime): object => ({
  StackName: stack.name,
  StackId: stack.id,
  Description: stack.description,
  CreationTime: createdAt,
  LastUpdatedTime: updatedAt,
  StackStatus: updatedAt === undefined ? 'CREATE_COMPLETE' : 'UPDATE_COMPLETE',
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

export const resourceSummary = ({ createdAt, updatedAt }: StackInTime, resource: DescribedResource): object => ({
  LogicalResourceId: resource.logicalId,
  PhysicalResourceId: resource.physicalId,
  ResourceType: resource.type,
  LastUpdatedTimestamp: updatedAt ?? createdAt,
  ResourceStatus: 'CREATE_COMPLETE',
  ResourceStatusReason: resource.withoutEffect === undefined ? undefined : `No local effect: ${resource.withoutEffect}`,
});

export const resourceDetail = ({ stack, createdAt, updatedAt }: StackInTime, resource: DescribedResource): object => ({
  StackName: stack.name,
  StackId: stack.id,
  LogicalResourceId: resource.logicalId,
  PhysicalResourceId: resource.physicalId,
  ResourceType: resource.type,
  Timestamp: updatedAt ?? createdAt,
  ResourceStatus: 'CREATE_COMPLETE',
  ResourceStatusReason: resource.withoutEffect === undefined ? undefined : `No local effect: ${resource.withoutEffect}`,
});
