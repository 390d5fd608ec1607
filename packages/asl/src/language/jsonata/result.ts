import type { Json } from '#asl/json.ts';

/** What an expression yields that JSON cannot hold: functions, regular expressions, numbers that are none. */
export const UNSUPPORTED = Symbol('unsupported');

/** Copies what jsonata yields, whose lists carry marks of its own, into plain JSON. */
export function toJson(value: unknown): Json | typeof UNSUPPORTED {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) ? value : UNSUPPORTED;
    case 'object':
      return value === null ? null : Array.isArray(value) ? listToJson(value) : objectToJson(value);
    default:
      return UNSUPPORTED;
  }
}

function listToJson(list: readonly unknown[]): Json | typeof UNSUPPORTED {
  const items: Json[] = [];
  for (const item of list) {
    const json = toJson(item);
    if (json === UNSUPPORTED) return UNSUPPORTED;
    items.push(json);
  }
  return items;
}

function objectToJson(object: object): Json | typeof UNSUPPORTED {
  // Functions of the language are objects to JavaScript.
  if ('_jsonata_lambda' in object || '_jsonata_function' in object || object instanceof RegExp) return UNSUPPORTED;
  const members: Record<string, Json> = {};
  for (const [name, member] of Object.entries(object)) {
    const json = toJson(member);
    if (json === UNSUPPORTED) return UNSUPPORTED;
    members[name] = json;
  }
  return members;
}
