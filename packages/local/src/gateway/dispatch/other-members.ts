import type { JsonObject } from '@safelight/asl/json';
import type { OtherMembers } from '#gateway/dispatch/operation.ts';

/** The first member that an operation refuses and that its input has; undefined where there is none. */
export const refusedMember = ({ refused = [] }: OtherMembers, given: (member: string) => unknown): string | undefined =>
  refused.find((member) => !asksNothing(given(member)));

/** The input without what has no effect, which a strict schema would not know. */
export function withoutOthers(input: JsonObject, { withoutEffect = {}, refused = [] }: OtherMembers): JsonObject {
  const isOther = (name: string, value: unknown) =>
    Object.hasOwn(withoutEffect, name) || (refused.includes(name) && asksNothing(value));
  return Object.fromEntries(Object.entries(input).filter(([name, value]) => !isOther(name, value)));
}

/** What clients send for a member that nobody set: switches that are off and empty lists, which are empty texts in a form. */
const asksNothing = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === false ||
  value === 'false' ||
  value === '' ||
  (Array.isArray(value) && value.length === 0);
