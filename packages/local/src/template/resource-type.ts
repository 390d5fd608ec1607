import type { Json } from '@safelight/asl/json';

/** One resource of a template, its intrinsic functions resolved and its name generated where it was given none. */
export interface Resource {
  readonly logicalId: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, Json>>;
  readonly stackName: string;
  /** Tells it from others of its logical id, in this stack or another; absent for what the start makes. */
  readonly suffix?: string;
}

/** What was made, and the template no longer has. */
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
 * How one `AWS::…` type becomes something that runs. One file a type under `template/resources/`, one line in the registry,
 * and a row of facts. A type takes the service that it configures as an argument, and reaches nothing else.
 */
export interface ResourceType {
  readonly type: string;
  /** Properties with a local effect. */
  readonly properties: readonly string[];
  /** Properties accepted without local effect; any other is an error that names it. */
  readonly withoutEffect: readonly string[];
  /** Creates the resource, or brings one that is there up to date. */
  apply(resource: Resource): Promise<Provisioned> | Provisioned;
  /** Deletes it. */
  remove(resource: FormerResource): Promise<unknown> | unknown;
  /** Whether one of its name is there already, whoever made it; absent where the type has no names. */
  exists?(resource: Resource, name: string, arn: string): Promise<boolean> | boolean;
  /** It lives in memory, and is made again at every start. */
  readonly isVolatile?: true;
  /** It is no thing of its own but a setting of others, such as the policy of a queue, which another may set as well. */
  readonly isSetting?: true;
}
