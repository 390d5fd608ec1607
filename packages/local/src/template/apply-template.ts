import type { Place } from '@safelight/asl/identity';
import type { Json } from '@safelight/asl/json';
import { type AppliedResource, applyResource } from '#template/apply-resource.ts';
import type { CompiledTemplate, OutputDefinition, ResourceDefinition } from '#template/compiled-template.ts';
import { findDependencies } from '#template/dependencies.ts';
import { evaluate } from '#template/intrinsics/evaluate.ts';
import type { Scope } from '#template/intrinsics/scope.ts';
import { resolveParameters } from '#template/parameters.ts';
import type { Registry } from '#template/registry.ts';
import type { Provisioned } from '#template/resource-type.ts';
import type { Stack, StackOutput } from '#template/stack.ts';
import { createStackScope } from '#template/stack-scope.ts';
import { TemplateError } from '#template/template-error.ts';

interface ApplyTemplateOptions {
  readonly template: CompiledTemplate;
  readonly registry: Registry;
  readonly place: Place;
  readonly stackName: string;
  readonly parameters?: Readonly<Record<string, string>>;
  /** Told of each resource as soon as it is there. */
  readonly onApplied?: (applied: AppliedResource, definition: ResourceDefinition) => void;
}

/**
 * Makes every resource of a template run: each as soon as what it depends on is there, the rest side by side.
 * Rejects with a TemplateError, whose message names the resource, at the first that cannot.
 */
export async function applyTemplate(options: ApplyTemplateOptions): Promise<Stack> {
  const { template, registry, place, stackName } = options;
  const stackId = `arn:${place.partition}:cloudformation:${place.region}:${place.accountId}:stack/${stackName}/local`;
  const parameters = resolveParameters(template, options.parameters ?? {});
  const provisioned = new Map<string, Provisioned>();
  const scope = createStackScope({ template, parameters, place, stackName, stackId, provisioned });
  const wanted = new Map([...template.resources].filter(([, { condition }]) => holds(condition, scope)));
  const applied = await applyInOrder(wanted, scope, async (logicalId, definition) => {
    const result = await applyResource(logicalId, definition, { registry, scope, place, stackName });
    provisioned.set(logicalId, result.provisioned);
    options.onApplied?.(result, definition);
    return result;
  });
  return {
    name: stackName,
    id: stackId,
    description: template.description,
    parameters: Object.fromEntries(parameters),
    resources: [...wanted].map(([logicalId, { type }]) => stackResource(logicalId, type, applied.get(logicalId))),
    outputs: [...template.outputs].flatMap(([key, output]) => resolveOutput(key, output, scope)),
  };
}

type ApplyOne = (logicalId: string, definition: ResourceDefinition) => Promise<AppliedResource>;

async function applyInOrder(
  resources: ReadonlyMap<string, ResourceDefinition>,
  scope: Scope,
  applyOne: ApplyOne,
): Promise<ReadonlyMap<string, AppliedResource>> {
  const dependencies = findDependencies(resources, scope);
  const started = new Map<string, Promise<AppliedResource>>();
  const start = (logicalId: string): Promise<AppliedResource> => {
    const running = started.get(logicalId) ?? applyAfter(logicalId);
    started.set(logicalId, running);
    return running;
  };
  const applyAfter = async (logicalId: string): Promise<AppliedResource> => {
    await Promise.all((dependencies.get(logicalId) ?? []).map(start));
    const definition = resources.get(logicalId);
    if (!definition) throw new TemplateError(`There is no resource ${logicalId}.`);
    return applyOne(logicalId, definition);
  };
  const ids = [...resources.keys()];
  const applied = await Promise.all(ids.map(start));
  return new Map(ids.map((id, index) => [id, applied[index]] as const).filter(isApplied));
}

const isApplied = (entry: readonly [string, AppliedResource | undefined]): entry is [string, AppliedResource] =>
  entry[1] !== undefined;

const holds = (condition: string | undefined, scope: Scope): boolean =>
  condition === undefined || scope.condition(condition);

const stackResource = (logicalId: string, type: string, applied: AppliedResource | undefined) => ({
  logicalId,
  physicalId: applied?.provisioned.ref ?? logicalId,
  type,
  ...(applied?.withoutEffect !== undefined && { withoutEffect: applied.withoutEffect }),
});

function resolveOutput(key: string, output: OutputDefinition, scope: Scope): readonly StackOutput[] {
  if (!holds(output.condition, scope)) return [];
  const { description, exportName } = output;
  return [
    {
      key,
      value: outputText(key, output.value, scope),
      ...(description !== undefined && { description }),
      ...(exportName !== undefined && { exportName: outputText(key, exportName, scope) }),
    },
  ];
}

function outputText(key: string, value: Json, scope: Scope): string {
  try {
    const result = evaluate(value, scope);
    if (typeof result === 'string' || typeof result === 'number' || typeof result === 'boolean') return String(result);
    throw new TemplateError('the value is not text');
  } catch (error) {
    throw new TemplateError(`Output ${key}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
