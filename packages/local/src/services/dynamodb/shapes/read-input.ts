import type { JsonObject } from '@safelight/asl/json';
import { validationError } from '#services/dynamodb/errors.ts';
import { Problems, type Shape } from '#services/dynamodb/shapes/shape.ts';

/** Reads a request. Throws SerializationException, or ValidationException that lists every broken constraint. */
export function readInput<T>(shape: Shape<T>, input: JsonObject): T {
  const problems = new Problems();
  const read = shape.parse(input, '', problems);
  const { found } = problems;
  if (found.length > 0)
    throw validationError(
      `${found.length} validation error${found.length > 1 ? 's' : ''} detected: ${found.join('; ')}`,
    );
  return read;
}

/** A parameter that AWS has and this place has not: refused by name, never silently skipped. */
export const unsupported: Shape<undefined> = {
  parse(_, at) {
    throw validationError(`The parameter ${at.charAt(0).toUpperCase()}${at.slice(1)} is not supported here.`);
  },
};
