import type { Json, JsonObject } from '@safelight/asl/json';
import { isJsonObject } from '@safelight/asl/json';
import { validationError } from '#services/dynamodb/errors.ts';
import type { AttributeValue, Item } from '#services/dynamodb/values/attribute-value.ts';
import { normalNumber } from '#services/dynamodb/values/numbers.ts';
import { parseBinarySet, parseNumberSet, parseStringSet } from '#services/dynamodb/values/parse-sets.ts';
import { binary, boolean, listOf, mapOf, serializationError, text } from '#services/dynamodb/values/wire.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html#limits-attributes */
const MOST_LEVELS = 32;
const LONGEST_NAME = 65_535;

/** Reads an item, a key, or any other map of attribute values. Throws SerializationException and ValidationException. */
export const parseItem = (json: Json): Item => parseMembers(json, 0);

/** Reads one attribute value, checked and in normal form. Throws SerializationException and ValidationException. */
export const parseAttributeValue = (json: Json | undefined): AttributeValue => parseValue(json, 0);

function parseMembers(json: Json, depth: number): Item {
  const members = mapOf(json);
  return Object.fromEntries(
    Object.entries(members).map(([name, value]) => [checkedName(name), parseValue(value, depth)]),
  );
}

/** Throws ValidationException for a name that no attribute can have. */
export function checkedName(name: string): string {
  if (name === '') throw validationError('Empty attribute name');
  if (name.length > LONGEST_NAME / 3 && Buffer.byteLength(name) > LONGEST_NAME)
    throw validationError('Attribute name is too large, must be less than 65536 bytes');
  return name;
}

function parseValue(json: Json | undefined, depth: number): AttributeValue {
  const members = structure(json);
  let value: AttributeValue | undefined;
  for (const type in members) {
    const member = members[type];
    if (member === null || member === undefined || !Object.hasOwn(readers, type)) continue;
    if (value !== undefined)
      throw validationError(
        'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes',
      );
    value = readers[type]?.(member, depth);
  }
  if (value === undefined)
    throw validationError('Supplied AttributeValue is empty, must contain exactly one of the supported datatypes');
  return value;
}

function structure(json: Json | undefined): JsonObject {
  if (isJsonObject(json)) return json;
  if (json === null || json === undefined) return {};
  throw serializationError(
    Array.isArray(json)
      ? 'Unrecognized collection type class com.amazonaws.dynamodb.v20120810.AttributeValue'
      : 'Unexpected value type in payload',
  );
}

const readers: Readonly<Record<string, (json: Json, depth: number) => AttributeValue>> = {
  S: (json) => ({ S: text(json) }),
  N: (json) => ({ N: normalNumber(text(json)) }),
  B: (json) => ({ B: binary(json) }),
  BOOL: (json) => ({ BOOL: boolean(json) }),
  NULL: parseNull,
  SS: (json) => ({ SS: parseStringSet(json) }),
  NS: (json) => ({ NS: parseNumberSet(json) }),
  BS: (json) => ({ BS: parseBinarySet(json) }),
  L: (json, depth) => ({ L: parseMembersOfList(json, deeper(depth)) }),
  M: (json, depth) => ({ M: parseMembers(json, deeper(depth)) }),
};

const parseMembersOfList = (json: Json, depth: number) => listOf(json).map((member) => parseValue(member, depth));

function parseNull(json: Json): AttributeValue {
  if (!boolean(json))
    throw validationError(
      'One or more parameter values were invalid: Null attribute value types must have the value of true',
    );
  return { NULL: true };
}

function deeper(depth: number): number {
  if (depth + 1 >= MOST_LEVELS)
    throw validationError(
      'Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit',
    );
  return depth + 1;
}
