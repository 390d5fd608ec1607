import type { Place } from '@safelight/asl/identity';
import { isJsonObject } from '@safelight/asl/json';
import { PolicyError } from '#services/iam/grammar/refusals.ts';
import type { ResourceDefinition } from '#template/compiled-template.ts';
import { evaluate } from '#template/intrinsics/evaluate.ts';
import type { Scope } from '#template/intrinsics/scope.ts';
import type { Registry } from '#template/registry.ts';
import type { Provisioned, Resource, ResourceType } from '#template/resource-type.ts';
import { TemplateError } from '#template/template-error.ts';
import { findWithoutEffect } from '#template/without-effect.ts';

export interface AppliedResource {
  readonly resource: Resource;
  readonly provisioned: Provisioned;
  /** Why it has no local effect, when it has none. */
  readonly withoutEffect?: string;
}

interface ApplyResourceOptions {
  readonly registry: Registry;
  readonly scope: Scope;
  readonly place: Place;
  readonly stackName: string;
}

/** Resolves one resource and hands it to its type. Every failure names the resource. */
export async function applyResource(
  logicalId: string,
  definition: ResourceDefinition,
  { registry, scope, place, stackName }: ApplyResourceOptions,
): Promise<AppliedResource> {
  const { type } = definition;
  const accepted = findWithoutEffect(type);
  const resourceType = registry.get(type);
  if (!accepted && !resourceType) {
    throw new TemplateError(
      `${logicalId}: resources of type ${type} do not run here. Remove it, or add the type to local/template/resources or local/template/without-effect.ts.`,
    );
  }
  try {
    const properties = evaluate(definition.properties, scope);
    const resource: Resource = { logicalId, type, properties: isJsonObject(properties) ? properties : {}, stackName };
    if (accepted) return { resource, provisioned: accepted.provision(resource, place), withoutEffect: accepted.reason };
    if (resourceType) refuseUnknownProperties(resource, resourceType);
    return { resource, provisioned: (await resourceType?.apply(resource)) ?? { ref: logicalId, attributes: {} } };
  } catch (error) {
    throw new TemplateError(`${logicalId} (${type}): ${reason(error)}`, { cause: error });
  }
}

const reason = (error: unknown): string => {
  if (error instanceof PolicyError) return error.explained;
  return error instanceof Error ? error.message : String(error);
};

function refuseUnknownProperties({ properties }: Resource, { properties: known, withoutEffect }: ResourceType): void {
  const unknown = Object.keys(properties).find((name) => !known.includes(name) && !withoutEffect.includes(name));
  if (unknown !== undefined) throw new TemplateError(`the property ${unknown} is not supported here`);
}
