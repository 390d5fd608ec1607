import type { Json } from '@safelight/asl/json';
import type { StackRecord, Wanted } from '#services/cloudformation/store/records.ts';

/** What stands behind the API: it reads templates and makes stacks of them. */
export interface StackEngine {
  /** What a template says that was checked before. */
  describe(template: string): Promise<TemplateSummary>;
  /** Checks a template alone. Rejects with AwsError `ValidationError`. */
  read(template: string): Promise<TemplateSummary>;
  /**
   * Checks a template with its parameters, and for an update with what the stack is. Rejects with AwsError
   * `ValidationError` or `InsufficientCapabilitiesException`.
   */
  check(wanted: Wanted, stack?: StackRecord): Promise<TemplateSummary>;
  /** What an update would do, as a change set lists it; all of it is new where there is no stack. */
  changes(wanted: Wanted, stack: StackRecord): Promise<readonly Json[]>;
  /** Goes on with a stack whose status says that something goes on, behind the answer. */
  goOn(stackId: string): void;
}

export interface TemplateSummary {
  readonly description: string | undefined;
  readonly parameters: readonly ParameterSummary[];
  readonly capabilities: readonly string[];
  readonly capabilitiesReason: string | undefined;
  readonly resourceTypes: readonly string[];
  readonly version: string | undefined;
  readonly metadata: string | undefined;
}

export interface ParameterSummary {
  readonly key: string;
  readonly type: string;
  readonly default: string | undefined;
  readonly isSecret: boolean;
  readonly description: string | undefined;
  readonly allowed: readonly string[];
}
