import { isJsonObject, type JsonObject } from '@safelight/asl/json';
import { AwsError } from '#gateway/aws-error.ts';
import type { TemplateSummary } from '#services/cloudformation/engine.ts';
import { readBody } from '#template/body.ts';
import { type CompiledTemplate, checkTemplate } from '#template/compiled-template.ts';
import { findDependencies } from '#template/dependencies.ts';
import type { Registry } from '#template/registry.ts';
import { neededCapabilities } from '#template/stacks/checks/capabilities.ts';
import { refuseDangling } from '#template/stacks/checks/dangling.ts';
import { TemplateError } from '#template/template-error.ts';
import { findWithoutEffect } from '#template/without-effect.ts';

/** Does something with a template; what is wrong with it becomes a ValidationError. */
export async function asValidation<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof TemplateError) throw new AwsError('ValidationError', error.message);
    throw error;
  }
}

/** Reads a template and checks all that can be told without parameters. Rejects with a TemplateError. */
export async function readTemplateBody(source: string, registry: Registry): Promise<CompiledTemplate> {
  const template = checkTemplate(await readBody(source), 'Template format error');
  if (template.resources.size === 0)
    throw new TemplateError('Template format error: At least one Resources member must be defined.');
  refuseUnknownTypes(template, registry);
  refuseDangling(template);
  // Both sides of every condition are tried.
  for (const holds of [true, false]) findDependencies(template.resources, { condition: () => holds });
  return template;
}

function refuseUnknownTypes({ resources }: CompiledTemplate, registry: Registry): void {
  const unknown = [...resources].filter(([, { type }]) => !registry.has(type) && !findWithoutEffect(type));
  if (unknown.length === 0) return;
  const types = [...new Set(unknown.map(([, { type }]) => type))].join(', ');
  const ids = unknown.map(([logicalId]) => logicalId).join(', ');
  throw new TemplateError(
    `Resources of these types do not run here: ${types} (${ids}). docs/supported.md lists those that do.`,
  );
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_GetTemplateSummary.html */
export async function summaryOf(source: string, template: CompiledTemplate): Promise<TemplateSummary> {
  const { AWSTemplateFormatVersion: version, Metadata } = await readBody(source);
  const { capabilities, reason } = neededCapabilities(template);
  return {
    description: template.description,
    parameters: [...template.parameters].map(([key, { type, default: byDefault, rest }]) => ({
      ...{ key, type, isSecret: String(rest.NoEcho) === 'true' },
      default: byDefault === undefined ? undefined : String(byDefault),
      description: typeof rest.Description === 'string' ? rest.Description : undefined,
      allowed: Array.isArray(rest.AllowedValues) ? rest.AllowedValues.map(String) : [],
    })),
    ...{ capabilities, capabilitiesReason: reason },
    resourceTypes: [...new Set([...template.resources.values()].map(({ type }) => type))],
    version: version === undefined ? undefined : String(version),
    metadata: metadataText(Metadata),
  };
}

const metadataText = (metadata: JsonObject[string] | undefined): string | undefined =>
  isJsonObject(metadata) ? JSON.stringify(metadata) : undefined;
