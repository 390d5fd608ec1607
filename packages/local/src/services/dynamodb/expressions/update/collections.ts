import { validationError } from '#services/dynamodb/errors.ts';
import type { AttributeValue } from '#services/dynamodb/values/attribute-value.ts';
import { addNumbers } from '#services/dynamodb/values/numbers.ts';

/** What ADD makes of an attribute: a sum, a union, or what is added where there was nothing. Throws ValidationException. */
export function addTo(value: AttributeValue | undefined, added: AttributeValue, mismatch: string): AttributeValue {
  if (value === undefined) return added;
  if ('N' in value && 'N' in added) return { N: addNumbers(value.N, added.N) };
  if ('SS' in value && 'SS' in added) return { SS: union(value.SS, added.SS) };
  if ('NS' in value && 'NS' in added) return { NS: union(value.NS, added.NS) };
  if ('BS' in value && 'BS' in added) return { BS: union(value.BS, added.BS) };
  if ('L' in value && 'L' in added) return { L: [...value.L, ...added.L] };
  throw validationError(mismatch);
}

const union = (left: readonly string[], right: readonly string[]) => [...new Set([...left, ...right])];

/** What DELETE leaves of a set; undefined where that is nothing. Throws ValidationException. */
export function deleteFrom(
  value: AttributeValue | undefined,
  deleted: AttributeValue,
  mismatch: string,
): AttributeValue | undefined {
  if (value === undefined) return undefined;
  if ('SS' in value && 'SS' in deleted) return nonEmpty('SS', without(value.SS, deleted.SS));
  if ('NS' in value && 'NS' in deleted) return nonEmpty('NS', without(value.NS, deleted.NS));
  if ('BS' in value && 'BS' in deleted) return nonEmpty('BS', without(value.BS, deleted.BS));
  throw validationError(mismatch);
}

function without(members: readonly string[], deleted: readonly string[]): readonly string[] {
  const gone = new Set(deleted);
  return members.filter((member) => !gone.has(member));
}

function nonEmpty(type: 'SS' | 'NS' | 'BS', members: readonly string[]): AttributeValue | undefined {
  if (members.length === 0) return undefined;
  if (type === 'SS') return { SS: members };
  return type === 'NS' ? { NS: members } : { BS: members };
}
