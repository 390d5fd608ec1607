import type { NormalizedSchema } from '@smithy/core/schema';

/** A member of a structure, as the SDK names it. */
export interface Member {
  readonly name: string;
  readonly schema: NormalizedSchema;
}

type Members = ReadonlyMap<string, Member>;

/** By what the SDK's packages say of a structure: it wraps that anew wherever a member is of it. */
const known = new WeakMap<object, Members>();

/** Members by the names that Step Functions gives them. Acronyms may also be written as Java does: `SseAlgorithm`. */
export function membersOf(schema: NormalizedSchema): Members {
  const structure = schema.getSchema();
  if (typeof structure !== 'object') return readMembers(schema);
  const members = known.get(structure) ?? readMembers(schema);
  known.set(structure, members);
  return members;
}

function readMembers(schema: NormalizedSchema): Members {
  const members = Object.entries(schema.getMemberSchemas()).map(([name, schema]) => ({ name, schema }));
  return new Map([
    ...members.map((member) => [javaName(member.name), member] as const),
    ...members.map((member) => [upperFirst(member.name), member] as const),
  ]);
}

export const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const javaName = (member: string): string =>
  upperFirst(member).replace(
    /^[A-Z]+(?=[A-Z][a-z]|$)/,
    (acronym) => acronym.charAt(0) + acronym.slice(1).toLowerCase(),
  );
