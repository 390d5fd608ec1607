import { isDeepStrictEqual } from 'node:util';
import { type Json, type JsonObject, memberOf } from '@safelight/asl/json';
import { LiveStack } from '#services/cloudformation/store/live-stack.ts';
import type { ResourceRecord, StackRecord, Wanted } from '#services/cloudformation/store/records.ts';
import type { ResourceDefinition } from '#template/compiled-template.ts';
import type { Scope } from '#template/intrinsics/scope.ts';
import { resolveOutputs } from '#template/stacks/deploy.ts';
import { type Difference, differenceOf } from '#template/stacks/difference.ts';
import { prepare } from '#template/stacks/prepare.ts';
import { blank, propertiesOf, resourceOf } from '#template/stacks/resolve.ts';
import type { Deployment, Workshop } from '#template/stacks/workshop.ts';

/** What stands for a value that only the making tells. */
const LATER = '{{changeSet:KNOWN_AFTER_APPLY}}';

/**
 * What an update would do, without doing it: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ResourceChange.html
 * Rejects with a TemplateError.
 */
export async function planOf(stack: StackRecord, wanted: Wanted, workshop: Workshop): Promise<readonly Json[]> {
  const live = new LiveStack(stack.id, workshop);
  const how = { purpose: 'deploy', principal: { kind: 'anonymous' } } as const;
  const deployment = await prepare(live, wanted, how, workshop);
  const made = new Map(
    stack.resources.filter(({ physicalId }) => physicalId !== '').map((one) => [one.logicalId, one]),
  );
  const present = [...deployment.template.resources].filter(
    ([, { condition }]) => condition === undefined || deployment.scope.condition(condition),
  );
  const differences = settle(present, made, deployment, workshop);
  const kept = new Set(present.map(([logicalId]) => logicalId));
  const removed = stack.resources.filter(({ logicalId }) => !kept.has(logicalId)).toReversed();
  const changes = [...present.flatMap(([id, one]) => change(id, one, made.get(id), differences.get(id)))];
  return [...changes, ...removed.map(removal), ...otherChanges(stack, wanted, deployment, made)];
}

type Made = ReadonlyMap<string, ResourceRecord>;
type Present = readonly (readonly [string, ResourceDefinition])[];

/** What is replaced changes what refers to it, so that all is compared until nothing more is replaced. */
function settle(present: Present, made: Made, deployment: Deployment, workshop: Workshop): Map<string, Difference> {
  const replaced = new Set<string>();
  for (;;) {
    const scope = foreseeing(deployment.scope, (id) => (replaced.has(id) ? undefined : made.get(id)), present);
    const differences = new Map<string, Difference>();
    for (const [id, definition] of present) {
      const former = made.get(id);
      if (!former) continue;
      const draft = blank(id, definition, former.suffix);
      const { properties } = resourceOf(draft, propertiesOf(definition, { scope }), deployment, workshop.registry);
      differences.set(id, differenceOf(former, properties));
    }
    const more = [...differences].filter(([id, { kind }]) => kind === 'replacement' && !replaced.has(id));
    if (more.length === 0) return differences;
    for (const [id] of more) replaced.add(id);
  }
}

/** Knows what is there, and that the rest will be. */
function foreseeing(scope: Scope, find: (id: string) => ResourceRecord | undefined, present: Present): Scope {
  const ids = new Set(present.map(([id]) => id));
  return {
    ...scope,
    ref: (name) => (ids.has(name) ? (find(name)?.physicalId ?? LATER) : scope.ref(name)),
    attribute: (id, name) =>
      ids.has(id) ? (memberOf(find(id)?.attributes ?? {}, name) ?? LATER) : scope.attribute(id, name),
  };
}

function change(
  logicalId: string,
  { type }: ResourceDefinition,
  former: ResourceRecord | undefined,
  difference: Difference | undefined,
): readonly JsonObject[] {
  if (!former || !difference)
    return [resourceChange({ Action: 'Add', LogicalResourceId: logicalId, ResourceType: type })];
  if (difference.kind === 'none') return [];
  const isReplaced = difference.kind === 'replacement';
  return [
    resourceChange({
      ...{ Action: 'Modify', LogicalResourceId: logicalId, PhysicalResourceId: former.physicalId, ResourceType: type },
      ...{ Replacement: isReplaced ? 'True' : 'False', Scope: ['Properties'] },
      ...(isReplaced && {
        PolicyAction: former.updateReplacePolicy === 'Delete' ? 'ReplaceAndDelete' : 'ReplaceAndRetain',
      }),
      Details: difference.properties.map((Name) => ({
        Target: { Attribute: 'Properties', Name, RequiresRecreation: isReplaced ? 'Always' : 'Never' },
        ...{ Evaluation: 'Static', ChangeSource: 'DirectModification' },
      })),
    }),
  ];
}

const removal = ({ logicalId, physicalId, type, deletionPolicy }: ResourceRecord): JsonObject =>
  resourceChange({
    ...{ Action: 'Remove', LogicalResourceId: logicalId, PhysicalResourceId: physicalId, ResourceType: type },
    PolicyAction: deletionPolicy === 'Delete' ? 'Delete' : 'Retain',
  });

const resourceChange = (ResourceChange: JsonObject): JsonObject => ({ Type: 'Resource', ResourceChange });

/** Outputs and tags make no line of their own, but an update; it is marked by null. */
function otherChanges(stack: StackRecord, wanted: Wanted, deployment: Deployment, made: Made): readonly Json[] {
  const present = [...deployment.template.resources];
  const scope = foreseeing(deployment.scope, (id) => made.get(id), present);
  const outputs = resolveOutputs({ ...deployment, scope });
  const isSame = isDeepStrictEqual(outputs, stack.outputs) && isDeepStrictEqual(wanted.tags, stack.wanted.tags);
  return isSame ? [] : [null];
}
