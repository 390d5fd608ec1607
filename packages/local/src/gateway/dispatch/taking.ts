import type { JsonObject } from '@safelight/asl/json';
import * as z from 'zod';
import type { CallContext, InputMembers, Operation, OtherMembers } from '#gateway/dispatch/operation.ts';
import { withoutOthers } from '#gateway/dispatch/other-members.ts';

/** Throws the service's error for the first thing that the schema does not allow. */
type Parse = <T>(schema: z.ZodType<T>, input: JsonObject) => T;

type Output = Awaited<ReturnType<Operation['run']>>;

/** What an operation takes and does: all of it but who may. */
export type Run = Pick<Operation, 'input' | 'run'>;

export type Runs = Readonly<Record<string, Run>>;

/** What the schemas of inputs say of members that they do not read: `z.object({ … }).register(others, { refused: ['…'] })`. */
export const others = z.registry<OtherMembers>();

type InputSchema<T = unknown> = z.ZodType<T> & { readonly shape: object };

/** What an operation takes that reads its input by itself, as what a batch has several of. */
export const membersOf = (schema: InputSchema): InputMembers => ({
  members: Object.keys(schema.shape),
  ...others.get(schema),
});

/** A service's way to write operations whose input is a schema: read once `access` is granted, and listed by its members. */
export const takingBy =
  (parse: Parse) =>
  <T>(schema: InputSchema<T>, run: (input: T, context: CallContext) => Output | Promise<Output>): Run => {
    const other = others.get(schema);
    const read = (input: JsonObject) => parse(schema, other ? withoutOthers(input, other) : input);
    return { input: membersOf(schema), run: (input, context) => run(read(input), context) };
  };
