import type { ResourceType } from '#template/resource-type.ts';

export type Registry = ReadonlyMap<string, ResourceType>;

/** One line a type; a type that is listed twice is a mistake of ours. */
export function createRegistry(types: readonly ResourceType[]): Registry {
  const registry = new Map<string, ResourceType>();
  for (const type of types) {
    if (registry.has(type.type)) throw new Error(`The resource type ${type.type} is registered twice.`);
    registry.set(type.type, type);
  }
  return registry;
}
