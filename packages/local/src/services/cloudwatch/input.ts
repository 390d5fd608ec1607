import type { JsonObject } from '@safelight/asl/json';
import * as z from 'zod';
import { validationErrors } from '#gateway/constraint.ts';
import { takingBy } from '#gateway/dispatch/taking.ts';
import type { Dimensions } from '#local/metrics/metric.ts';
import { validationError } from '#services/cloudwatch/errors.ts';

/** In the query protocol every value is text, and an empty list is an empty text. */
export const number = z.preprocess(
  (value) => (typeof value === 'string' && value.trim() !== '' ? Number(value) : value),
  z.number(),
);
export const boolean = z.union([z.boolean(), z.stringbool()]);

export const list = <T extends z.ZodType>(item: T) =>
  z.preprocess((value) => (value === '' ? [] : value), z.array(item));

/** Seconds since the epoch in JSON, ISO 8601 in a form: milliseconds for us. */
export const instant = z.union([
  z.number().transform((seconds) => seconds * 1_000),
  z.iso.datetime({ offset: true }).transform((text) => Date.parse(text)),
]);

export const dimensions = list(z.strictObject({ Name: z.string().min(1), Value: z.string().min(1) })).default([]);

/** Dimensions as the API has them, by their names. */
export const byName = (pairs: z.output<typeof dimensions>): Dimensions =>
  Object.fromEntries(pairs.map(({ Name, Value }) => [Name, Value]));

/** And back again. */
export const asPairs = (named: Dimensions): z.output<typeof dimensions> =>
  Object.entries(named).map(([Name, Value]) => ({ Name, Value }));

/** Throws ValidationError, which says what is wrong, or names what is not supported here. */
export function parse<T extends z.ZodType>(schema: T, input: JsonObject): z.output<T> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const absent = parsed.error.issues.find((issue) => issue.code === 'unrecognized_keys');
  if (absent) throw validationError(`${[...absent.path, absent.keys.join(', ')].join('.')} is not supported here`);
  throw validationError(validationErrors(parsed.error, input));
}

export const taking = takingBy(parse);
