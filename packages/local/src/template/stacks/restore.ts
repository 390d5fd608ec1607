import type { Json } from '@safelight/asl/json';
import { LiveStack } from '#services/cloudformation/store/live-stack.ts';
import type { StackRecord } from '#services/cloudformation/store/records.ts';
import type { StackStore } from '#services/cloudformation/store/stack-store.ts';
import { apply, asResource } from '#template/stacks/resolve.ts';
import type { Workshop } from '#template/stacks/workshop.ts';

/** URLs in what was made begin with the port of an earlier run. */
export function moveTo(endpoint: string, stack: StackRecord, store: StackStore): void {
  if (stack.endpoint === endpoint) return;
  const moved = (value: Json): Json => JSON.parse(JSON.stringify(value).replaceAll(stack.endpoint, endpoint));
  const resources = stack.resources.map((resource) => ({
    ...resource,
    physicalId: resource.physicalId.replace(stack.endpoint, endpoint),
    attributes: Object.fromEntries(
      Object.entries(resource.attributes).map(([name, value]) => [name, value.replace(stack.endpoint, endpoint)]),
    ),
    properties: Object.fromEntries(Object.entries(resource.properties).map(([name, value]) => [name, moved(value)])),
  }));
  const outputs = stack.outputs.map((output) => ({
    ...output,
    value: output.value.replaceAll(stack.endpoint, endpoint),
  }));
  store.write({ ...stack, endpoint, resources, outputs });
}

/** Makes again what lives in memory; all else is where it was. */
export async function bringBack({ id, name, resources, deletedAt }: StackRecord, workshop: Workshop): Promise<void> {
  if (deletedAt !== undefined) return;
  const stack = new LiveStack(id, workshop);
  for (const resource of resources) {
    if (resource.physicalId === '' || !workshop.registry.get(resource.type)?.isVolatile) continue;
    try {
      const { ref, attributes } = await apply(asResource(resource, name), workshop);
      stack.keep({ ...resource, physicalId: ref, attributes });
    } catch (error) {
      workshop.log(
        `${name}: ${resource.logicalId} is not as it was: ${error instanceof Error ? error.message : error}`,
      );
    }
  }
}
