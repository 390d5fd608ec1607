import { isJsonObject, type Json, type JsonObject } from '@safelight/asl/json';
import { InvalidPattern, refuse } from '#local/events/pattern/invalid-pattern.ts';
import { leafMatcher } from '#local/events/pattern/operators.ts';

/** Tells whether an event, or a part of one, matches. */
export type Matcher = (value: Json | undefined) => boolean;

/**
 * Compiles an event pattern. Throws InvalidPattern.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export function compilePattern(pattern: Json): Matcher {
  return isJsonObject(pattern) ? fields(pattern) : refuse('Filter is not an object');
}

/** Compiles the text of a pattern. Throws InvalidPattern. */
export function parsePattern(text: string): Matcher {
  return compilePattern(parse(text));
}

function parse(text: string): Json {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new InvalidPattern(error instanceof Error ? error.message : 'not JSON');
  }
}

/** All fields must match; where the event has an array of objects, in one and the same of them. */
function fields(pattern: JsonObject): Matcher {
  const members = Object.entries(pattern).map(([name, part]) =>
    name === '$or' ? alternatives(part) : field(name, part),
  );
  if (members.length === 0) refuse('Empty objects are not allowed');
  const matches: Matcher = (value) =>
    Array.isArray(value)
      ? value.some(matches)
      : members.every((member) => member(isJsonObject(value) ? value : undefined));
  return matches;
}

function field(name: string, part: Json): Matcher {
  const matches = fieldMatcher(name, part);
  return (value) => matches(isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined);
}

function fieldMatcher(name: string, part: Json): Matcher {
  if (Array.isArray(part)) return leaf(part);
  return isJsonObject(part) ? fields(part) : refuse(`"${name}" must be an object or an array`);
}

function leaf(elements: readonly Json[]): Matcher {
  if (elements.length === 0) refuse('Empty arrays are not allowed');
  const any = elements.map(leafMatcher);
  return (value) => leaves(value).some((each) => any.some((matches) => matches(each)));
}

/** Values that a leaf of a pattern sees: the elements of an array; nothing where the event has an object or an empty array. */
function leaves(value: Json | undefined): readonly (Json | undefined)[] {
  if (Array.isArray(value)) return value.length === 0 ? [undefined] : value.flatMap(leaves);
  return isJsonObject(value) ? [undefined] : [value];
}

function alternatives(part: Json): Matcher {
  if (!Array.isArray(part)) return refuse('It must be an Array followed with $or.');
  if (part.length < 2) refuse('There must have at least 2 Objects in $or relationship.');
  const any = part.map((alternative) =>
    isJsonObject(alternative)
      ? fields(alternative)
      : refuse('Only JSON object is allowed in array of $or relationship.'),
  );
  return (value) => any.some((matches) => matches(value));
}
