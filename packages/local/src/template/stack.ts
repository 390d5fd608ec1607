import type { Json } from '@safelight/asl/json';

/** A template as it was applied: what CloudFormation's own API would tell of the stack. */
export interface Stack {
  readonly name: string;
  readonly id: string;
  readonly description: string | undefined;
  readonly parameters: Readonly<Record<string, Json>>;
  readonly resources: readonly StackResource[];
  readonly outputs: readonly StackOutput[];
}

export interface StackResource {
  readonly logicalId: string;
  readonly physicalId: string;
  readonly type: string;
  /** Why the resource was accepted without local effect; absent for one that runs here. */
  readonly withoutEffect?: string;
}

export interface StackOutput {
  readonly key: string;
  readonly value: string;
  readonly description?: string;
  readonly exportName?: string;
}
