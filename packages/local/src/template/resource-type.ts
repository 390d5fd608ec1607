import type { Json } from '@safelight/asl/json';

/** One resource of the compiled template, its intrinsic functions resolved. */
export interface Resource {
  readonly logicalId: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, Json>>;
  readonly stackName: string;
}

/** What an earlier boot made, and the template no longer has. */
export interface FormerResource extends Resource {
  /** The value that `Ref` had. */
  readonly physicalId: string;
}

/** What the rest of the template may refer to. */
export interface Provisioned {
  /** The value of `Ref`. */
  readonly ref: string;
  /** The values of `Fn::GetAtt`. */
  readonly attributes: Readonly<Record<string, string>>;
}

/**
 * How one `AWS::…` type becomes something that runs. One file a type under `template/resources/`, one line in the registry.
 * A type takes the service that it configures as an argument, and reaches nothing else.
 */
export interface ResourceType {
  readonly type: string;
  /** Properties with a local effect. */
  readonly properties: readonly string[];
  /** Properties accepted without local effect; any other is an error that names it. */
  readonly withoutEffect: readonly string[];
  /** Creates the resource, or brings one that an earlier boot left in the data folder up to date. */
  apply(resource: Resource): Promise<Provisioned> | Provisioned;
  /** Deletes it. Absent where nothing of a resource outlives the process. */
  remove?(resource: FormerResource): Promise<unknown> | unknown;
  /** The properties that `remove` needs; the others are not kept for it. */
  readonly remembered?: readonly string[];
  /**
   * It is no thing of its own but a setting of others, such as the policy of a queue: taken back before the template is
   * applied, for another resource may set it now.
   */
  readonly isSetting?: true;
}
