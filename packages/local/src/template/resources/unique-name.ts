interface Naming {
  readonly stackName: string;
  readonly logicalId: string;
  /** Absent for what the start makes. */
  readonly suffix: string | undefined;
}

/** Tells one resource without a name from all others of the account. */
export const uniqueName = ({ stackName, logicalId, suffix }: Naming): string =>
  [stackName, logicalId, ...(suffix === undefined ? [] : [suffix])].join('-');
