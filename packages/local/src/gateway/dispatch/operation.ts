import type { JsonObject } from '@safelight/asl/json';
import type { Access, Principal } from '#gateway/service.ts';

/** Who asks, beside what is asked. */
export interface CallContext {
  readonly requestId: string;
  readonly principal: Principal;
  readonly endpoint: string;
  /** Tracing header of the request; absent where it has none. */
  readonly traceHeader?: string;
}

/** All members that an operation's input has on AWS, by what becomes of them here. */
export interface InputMembers extends OtherMembers {
  /** Those that are read. */
  readonly members: readonly string[];
}

/** Members of AWS's that an operation does not read. */
export interface OtherMembers {
  /** Those that change nothing here, each with why nothing is lost by that. */
  readonly withoutEffect?: Readonly<Record<string, string>>;
  /** Those that are refused by name, unless they ask for nothing. */
  readonly refused?: readonly string[];
}

/**
 * One operation of a service. `Input` is what the service's protocol reads from a request, `Output` what it writes as the
 * answer. Both members throw AwsError.
 */
export interface Operation<Input = JsonObject, Output = object | undefined> {
  readonly input: InputMembers;
  /** Everything that the caller must be allowed to do; asked before `run`. */
  access(input: Input, context: CallContext): Iterable<Access> | Promise<Iterable<Access>>;
  run(input: Input, context: CallContext): Promise<Output> | Output;
}

/** The operations of a service, by their names in its API reference. */
export type Operations<Input = JsonObject, Output = object | undefined> = Readonly<
  Record<string, Operation<Input, Output>>
>;

/** Operations whose inputs are listed beside them. */
export type Unlisted = Readonly<Record<string, Omit<Operation, 'input'>>>;

/** The operation of that name; names of the prototype are no operations. */
export const findOperation = <Input, Output>(
  operations: Operations<Input, Output>,
  name: string,
): Operation<Input, Output> | undefined => (Object.hasOwn(operations, name) ? operations[name] : undefined);
