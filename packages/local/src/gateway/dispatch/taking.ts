import type { JsonObject } from '@safelight/asl/json';
import type * as z from 'zod';
import type { CallContext, InputMembers, Operation } from '#gateway/dispatch/operation.ts';

/** Throws the service's error for the first thing that the schema does not allow. */
type Parse = <T>(schema: z.ZodType<T>, input: JsonObject) => T;

type Output = Awaited<ReturnType<Operation['run']>>;

/** What an operation takes and does: all of it but who may. */
export type Run = Pick<Operation, 'input' | 'run'>;

export type Runs = Readonly<Record<string, Run>>;

/** What an operation takes that reads its input by itself, as what a batch has several of. */
export const membersOf = ({ shape }: { readonly shape: object }): InputMembers => ({ members: Object.keys(shape) });

/** A service's way to write operations whose input is a schema: read once `access` is granted, and listed by its members. */
export const takingBy =
  (parse: Parse) =>
  <T>(
    schema: z.ZodType<T> & { readonly shape: object },
    run: (input: T, context: CallContext) => Output | Promise<Output>,
  ): Run => ({
    input: membersOf(schema),
    run: (input, context) => run(parse(schema, input), context),
  });
