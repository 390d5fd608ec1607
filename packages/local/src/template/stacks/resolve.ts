import { isJsonObject, type JsonObject } from '@safelight/asl/json';
import type { ResourceRecord } from '#services/cloudformation/store/records.ts';
import type { ResourceDefinition } from '#template/compiled-template.ts';
import { evaluate } from '#template/intrinsics/evaluate.ts';
import type { Registry } from '#template/registry.ts';
import type { Provisioned, Resource, ResourceType } from '#template/resource-type.ts';
import { withName } from '#template/stacks/names.ts';
import type { Deployment, Workshop } from '#template/stacks/workshop.ts';
import { TemplateError } from '#template/template-error.ts';
import { findWithoutEffect } from '#template/without-effect.ts';

/** A resource before anything is known of it but its place in the template. */
export const blank = (logicalId: string, definition: ResourceDefinition, suffix: string): ResourceRecord => ({
  ...{ logicalId, type: definition.type, physicalId: '', identity: '', attributes: {}, properties: {}, suffix },
  deletionPolicy: definition.deletionPolicy,
  updateReplacePolicy: definition.updateReplacePolicy,
  ...{ status: 'CREATE_IN_PROGRESS', updatedAt: 0 },
});

/** Its properties as the template has them, intrinsic functions resolved. */
export function propertiesOf(definition: ResourceDefinition, { scope }: Pick<Deployment, 'scope'>): JsonObject {
  const properties = evaluate(definition.properties, scope);
  return isJsonObject(properties) ? properties : {};
}

/** The resource as its type takes it. Throws for a property that the type does not have. */
export function resourceOf(
  { logicalId, type, suffix }: ResourceRecord,
  properties: JsonObject,
  { stack, tags }: Pick<Deployment, 'stack' | 'tags'>,
  registry: Registry,
): Resource {
  const stackName = stack.record.name;
  const known = registry.get(type);
  if (known) refuseUnknownProperties(properties, known);
  const tagged = known?.properties.includes('Tags') ? withTags(properties, tags) : properties;
  return {
    ...{ logicalId, type, stackName, ...suffixed(suffix) },
    properties: withName(tagged, { type, stackName, logicalId, suffix }),
  };
}

/**
 * Tags of the stack go to its resources, whose own come first.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-resource-tags.html
 */
function withTags(properties: JsonObject, tags: Deployment['tags']): JsonObject {
  const own = Array.isArray(properties.Tags) ? properties.Tags : [];
  const keys = new Set(own.map((tag) => (isJsonObject(tag) ? tag.Key : undefined)));
  const more = tags.filter(({ key }) => !keys.has(key)).map(({ key: Key, value: Value }) => ({ Key, Value }));
  return own.length + more.length === 0 ? properties : { ...properties, Tags: [...own, ...more] };
}

function refuseUnknownProperties(properties: JsonObject, { properties: known, withoutEffect }: ResourceType): void {
  const unknown = Object.keys(properties).find((name) => !known.includes(name) && !withoutEffect.includes(name));
  if (unknown !== undefined) throw new TemplateError(`the property ${unknown} is not supported here`);
}

/** Makes it, or brings it up to date. */
export async function apply(resource: Resource, { registry, place }: Workshop): Promise<Provisioned> {
  const type = registry.get(resource.type);
  const accepted = findWithoutEffect(resource.type);
  if (accepted) return accepted.provision(resource, place);
  if (!type) throw new TemplateError(unknownType(resource.type));
  return type.apply(resource);
}

export const unknownType = (type: string): string => `resources of type ${type} do not run here`;

/** The record of what was made. */
export const recorded = (
  draft: ResourceRecord,
  { properties }: Resource,
  { ref, attributes }: Provisioned,
): ResourceRecord => {
  const accepted = findWithoutEffect(draft.type);
  return {
    ...draft,
    ...{ physicalId: ref, identity: attributes.Arn ?? ref, attributes, properties },
    ...(accepted && { withoutEffect: accepted.reason }),
  };
};

const suffixed = (suffix: string) => (suffix === '' ? {} : { suffix });

/** A record as its type takes it. */
export const asResource = ({ logicalId, type, properties, suffix }: ResourceRecord, stackName: string): Resource => ({
  ...{ logicalId, type, properties, stackName, ...suffixed(suffix) },
});
