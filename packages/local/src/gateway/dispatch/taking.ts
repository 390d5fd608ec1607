import type { JsonObject } from '@safelight/asl/json';
import type * as z from 'zod';
import type { CallContext, Operation } from '#gateway/dispatch/operation.ts';

/** Throws the service's error for the first thing that the schema does not allow. */
type Parse = <T>(schema: z.ZodType<T>, input: JsonObject) => T;

type Output = Awaited<ReturnType<Operation['run']>>;

/** What an operation takes and does: all of it but who may. */
export type Run = Pick<Operation, 'input' | 'run'>;

/** A service's way to write operations whose input is a schema: read once `access` is granted, and listed by its members. */
export const takingBy =
  (parse: Parse) =>
  <T>(
    schema: z.ZodType<T> & { readonly shape: object },
    run: (input: T, context: CallContext) => Output | Promise<Output>,
  ): Run => ({
    input: { members: Object.keys(schema.shape) },
    run: (input, context) => run(parse(schema, input), context),
  });
