import type { ResourceDefinition } from '#template/compiled-template.ts';
import { findDependencies } from '#template/dependencies.ts';
import type { Scope } from '#template/intrinsics/scope.ts';

type Resources = ReadonlyMap<string, ResourceDefinition>;

/**
 * Does something to each resource as soon as it is done to those that it depends on, the rest side by side. After the first
 * failure nothing more is begun; rejects with it when all that was begun is over.
 */
export async function inOrder(
  resources: Resources,
  scope: Pick<Scope, 'condition'>,
  work: (logicalId: string, definition: ResourceDefinition) => Promise<void>,
): Promise<void> {
  const dependencies = findDependencies(resources, scope);
  const failures: unknown[] = [];
  const started = new Map<string, Promise<void>>();
  const run = async (logicalId: string, definition: ResourceDefinition): Promise<void> => {
    await Promise.all((dependencies.get(logicalId) ?? []).map(start));
    if (failures.length > 0) return;
    await work(logicalId, definition).catch((error) => void failures.push(error));
  };
  const start = (logicalId: string): Promise<void> => {
    const definition = resources.get(logicalId);
    const running = started.get(logicalId) ?? (definition ? run(logicalId, definition) : Promise.resolve());
    started.set(logicalId, running);
    return running;
  };
  await Promise.all([...resources.keys()].map(start));
  if (failures.length > 0) throw failures[0];
}
