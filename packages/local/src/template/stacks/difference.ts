import { isDeepStrictEqual } from 'node:util';
import { isJsonObject, type Json } from '@safelight/asl/json';
import type { ResourceRecord } from '#services/cloudformation/store/records.ts';
import { FACTS } from '#template/facts/rows.ts';

type Values = Readonly<Record<string, Json>>;

/** What an update means for a resource. */
export interface Difference {
  readonly kind: 'none' | 'in place' | 'replacement';
  /** The properties that differ. */
  readonly properties: readonly string[];
}

/**
 * Compares a resource as it was made with what it shall become.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-update-behaviors.html
 */
export function differenceOf({ type, properties: before }: ResourceRecord, after: Values): Difference {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const changed = names.filter((name) => !isDeepStrictEqual(before[name], after[name]));
  if (changed.length === 0) return { kind: 'none', properties: [] };
  const replacing = [...(FACTS[type]?.replacing ?? []), ...replacingOf(type, before, after)];
  const isReplaced = changed.some((name) => replacing.includes(name));
  return { kind: isReplaced ? 'replacement' : 'in place', properties: changed };
}

/** Another type of an attribute that is a key makes another table. */
function replacingOf(type: string, before: Values, after: Values): readonly string[] {
  if (type !== 'AWS::DynamoDB::Table') return [];
  const types = keyTypes(before);
  const isSame = [...keyTypes(after)].every(([name, kind]) => !types.has(name) || types.get(name) === kind);
  return isSame ? [] : ['AttributeDefinitions'];
}

const listOf = (value: Json | undefined) => (Array.isArray(value) ? value.filter(isJsonObject) : []);

function keyTypes({ KeySchema, AttributeDefinitions }: Values): ReadonlyMap<Json | undefined, Json | undefined> {
  const keys = new Set(listOf(KeySchema).map(({ AttributeName }) => AttributeName));
  return new Map(
    listOf(AttributeDefinitions)
      .filter(({ AttributeName }) => keys.has(AttributeName))
      .map(({ AttributeName, AttributeType }) => [AttributeName, AttributeType]),
  );
}

/** Names a physical resource. */
export const sameThing = ({ type, identity }: Pick<ResourceRecord, 'type' | 'identity'>) => `${type} ${identity}`;
