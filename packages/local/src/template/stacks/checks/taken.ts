import { AwsError } from '#gateway/aws-error.ts';
import { arnOf } from '#template/facts/facts.ts';
import { FACTS } from '#template/facts/rows.ts';
import type { Resource } from '#template/resource-type.ts';
import { nameOf } from '#template/stacks/names.ts';
import type { Workshop } from '#template/stacks/workshop.ts';
import { TemplateError } from '#template/template-error.ts';

/** Throws where the name of a resource that shall be made is taken, in this account, by a stack or by hand. */
export async function refuseTaken(resource: Resource, workshop: Workshop): Promise<void> {
  const { type, properties } = resource;
  const name = nameOf(type, properties);
  if (name === undefined) return;
  const owner = ownerOf(resource, name, workshop);
  if (owner !== undefined) throw new TemplateError(`${name} already exists in stack ${owner}`);
  const { on } = FACTS[type] ?? {};
  const arn = typeof on === 'string' ? arnOf(on, name, workshop.place) : name;
  const isThere = await workshop.registry.get(type)?.exists?.(resource, name, arn);
  if (isThere !== true) return;
  throw new AwsError('AlreadyExists', `Resource of type '${type}' with identifier '${name}' already exists.`);
}

/** The id of the stack that has made it. */
function ownerOf({ type, properties }: Resource, name: string, { store }: Workshop): string | undefined {
  const isSame = (one: { readonly type: string; readonly properties: Resource['properties']; physicalId: string }) =>
    one.type === type &&
    one.physicalId !== '' &&
    (nameOf(type, one.properties) ?? one.physicalId) === name &&
    one.properties.EventBusName === properties.EventBusName &&
    one.properties.GroupName === properties.GroupName;
  return store.all().find(({ deletedAt, resources }) => deletedAt === undefined && resources.some(isSame))?.id;
}
