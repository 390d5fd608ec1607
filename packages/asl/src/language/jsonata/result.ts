import { type Json, setMember } from '#asl/json.ts';
import { isList, isMembers, type List, type Members, type Value } from './evaluator/values.ts';

/** What an expression yields that JSON cannot hold: functions and regular expressions. */
export const UNSUPPORTED = Symbol('unsupported');

/**
 * Copies what an expression yields, whose lists carry marks of their own, into plain JSON. Numbers that are none are
 * texts: AWS makes `["Infinity"]` of `[1/0]`.
 */
export function toJson(value: Value): Json | typeof UNSUPPORTED {
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (isList(value)) return listToJson(value);
  return isMembers(value) ? membersToJson(value) : UNSUPPORTED;
}

/** Nothing in a list is null, as JavaScript writes it. */
function listToJson(list: List): Json | typeof UNSUPPORTED {
  const items: Json[] = [];
  for (const item of list) {
    const json = item === undefined ? null : toJson(item);
    if (json === UNSUPPORTED) return UNSUPPORTED;
    items.push(json);
  }
  return items;
}

function membersToJson(object: Members): Json | typeof UNSUPPORTED {
  const members: Record<string, Json> = {};
  for (const [name, member] of Object.entries(object)) {
    if (member === undefined) continue;
    const json = toJson(member);
    if (json === UNSUPPORTED) return UNSUPPORTED;
    setMember(members, name, json);
  }
  return members;
}
