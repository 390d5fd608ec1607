import { systemClock } from '@safelight/asl/clock';
import { localPlace, systemIds } from '@safelight/asl/identity';
import type { Json } from '@safelight/asl/json';
import type { StackRecord } from '#services/cloudformation/store/records.ts';
import { openStackStore } from '#services/cloudformation/store/stack-store.ts';
import { IN_MEMORY, openDatabase } from '#store/database.ts';
import { createRegistry } from '#template/registry.ts';
import type { ResourceType } from '#template/resource-type.ts';
import { startStack } from '#template/stacks/start.ts';

/** Makes a stack of a template with types of the test's own, as a start does. */
export async function startWith(
  template: { readonly [section: string]: Json },
  types: readonly ResourceType[],
  name = 'darkroom-test',
): Promise<StackRecord> {
  const database = openDatabase({ file: IN_MEMORY });
  try {
    return await startStack(
      { name, template: JSON.stringify(template) },
      {
        store: openStackStore(database),
        registry: createRegistry(types),
        ...{ place: localPlace, clock: systemClock, ids: systemIds },
        ...{ authorize: () => {}, endpoint: () => 'http://127.0.0.1:4566', log: () => {} },
      },
    );
  } finally {
    database.close();
  }
}
