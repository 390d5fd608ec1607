import type { Json } from '@safelight/asl/json';
import { type Bounds, type Shape, shown } from '#services/dynamodb/shapes/shape.ts';
import { boolean, text as readText, serializationError } from '#services/dynamodb/values/wire.ts';

interface TextBounds extends Bounds {
  readonly pattern?: string;
}

/** A string. Length in characters. */
export function text(bounds: TextBounds = {}): Shape<string> {
  const pattern = bounds.pattern === undefined ? undefined : new RegExp(`^(?:${bounds.pattern})$`);
  return {
    parse(value, at, problems) {
      const read = readText(value);
      if (pattern && !pattern.test(read))
        problems.add(read, at, `Member must satisfy regular expression pattern: ${bounds.pattern}`);
      problems.length(read, read.length, at, bounds);
      return read;
    },
  };
}

/** One of a few strings. */
export const oneOf = <const T extends string>(...values: readonly T[]): Shape<T> => ({
  parse(value, at, problems) {
    const read = readText(value);
    const found = values.find((allowed) => allowed === read);
    if (found === undefined) problems.add(read, at, `Member must satisfy enum value set: [${values.join(', ')}]`);
    // What breaks a constraint is refused before anybody reads it.
    return found ?? (read as T);
  },
});

/** A whole number. */
export const whole = ({ min, max }: Bounds = {}): Shape<number> => ({
  parse(value, at, problems) {
    if (typeof value !== 'number') throw notANumber(value);
    const read = Math.floor(value);
    if (min !== undefined && read < min)
      problems.add(shown(read), at, `Member must have value greater than or equal to ${min}`);
    if (max !== undefined && read > max)
      problems.add(shown(read), at, `Member must have value less than or equal to ${max}`);
    return read;
  },
});

/** true or false, also as texts, as AWS reads them. */
export const flag: Shape<boolean> = { parse: boolean };

function notANumber(value: Json) {
  if (typeof value === 'string') return serializationError('STRING_VALUE cannot be converted to Integer');
  if (typeof value === 'boolean')
    return serializationError(`${value ? 'TRUE_VALUE' : 'FALSE_VALUE'} cannot be converted to Integer`);
  return serializationError(
    Array.isArray(value)
      ? 'Unrecognized collection type class java.lang.Integer'
      : 'Start of structure or map found where not expected',
  );
}
