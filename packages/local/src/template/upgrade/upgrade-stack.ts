import { createHash } from 'node:crypto';
import type { Clock } from '@safelight/asl/clock';
import type { AppliedResource } from '#template/apply-resource.ts';
import { applyTemplate } from '#template/apply-template.ts';
import type { CompiledTemplate, ResourceDefinition } from '#template/compiled-template.ts';
import type { Registry } from '#template/registry.ts';
import type { Stack } from '#template/stack.ts';
import { TemplateError } from '#template/template-error.ts';
import { type Change, changesBetween, sameThing } from '#template/upgrade/changes.ts';
import { describeChanges } from '#template/upgrade/describe-changes.ts';
import {
  type RecordedResource,
  readStackRecord,
  type StackRecord,
  writeStackRecord,
} from '#template/upgrade/stack-record.ts';

type UpgradeOptions = Parameters<typeof applyTemplate>[0] & {
  /** Where this boot finds what the last one made. */
  readonly recordFile: string;
  readonly clock: Clock;
  /** One line for whoever runs the system. */
  readonly log: (line: string) => void;
};

export interface UpgradedStack {
  readonly stack: Stack;
  readonly createdAt: Date;
  /** Absent until something changes. */
  readonly updatedAt?: Date;
}

/**
 * Applies a template to what an earlier boot left in the data folder, as CloudFormation updates a stack: first everything is
 * created or updated, then what the template no longer has, or has replaced, is deleted unless its policy says Retain.
 * Rejects with a TemplateError like `applyTemplate`; what was made until then is remembered.
 */
export async function upgradeStack({ recordFile, clock, log, ...options }: UpgradeOptions): Promise<UpgradedStack> {
  const before = readStackRecord(recordFile);
  refuseOtherTypes(options.template, before?.resources ?? []);
  await takeBackSettings(before?.resources ?? [], options);
  const applied: RecordedResource[] = [];
  const now = clock.now();
  const createdAt = before?.createdAt ?? now;
  const stack = await applyTemplate({
    ...options,
    onApplied: (one, definition) => void applied.push(recorded(one, definition, options.registry)),
  }).catch((error: unknown) => {
    writeStackRecord(recordFile, { ...before, createdAt, resources: withMade(before?.resources ?? [], applied) });
    throw error;
  });
  const changes = changesBetween(before?.resources ?? [], applied);
  const updatedAt = before && changes.length > 0 ? now : before?.updatedAt;
  for (const change of changes) await removeFormer(change, options, log);
  writeStackRecord(recordFile, { createdAt, ...(updatedAt !== undefined && { updatedAt }), resources: applied });
  if (before && changes.length > 0) log(describeChanges(options.stackName, changes));
  return {
    stack,
    createdAt: new Date(createdAt),
    ...(updatedAt !== undefined && { updatedAt: new Date(updatedAt) }),
  };
}

/** What a failed boot has made is known to the next one, which may have a template without it. */
function withMade(before: StackRecord['resources'], made: readonly RecordedResource[]): RecordedResource[] {
  const known = new Set(before.map(sameThing));
  return [...before, ...made.filter((one) => !known.has(sameThing(one)))];
}

function recorded(
  { resource, provisioned }: AppliedResource,
  { deletionPolicy, updateReplacePolicy, properties }: ResourceDefinition,
  registry: Registry,
): RecordedResource {
  const remembered = registry.get(resource.type)?.remembered ?? [];
  return {
    logicalId: resource.logicalId,
    type: resource.type,
    physicalId: provisioned.ref,
    identity: provisioned.attributes.Arn ?? provisioned.ref,
    properties: Object.fromEntries(Object.entries(resource.properties).filter(([name]) => remembered.includes(name))),
    definition: createHash('sha256').update(JSON.stringify(properties)).digest('hex'),
    deletionPolicy,
    updateReplacePolicy,
  };
}

function refuseOtherTypes({ resources }: CompiledTemplate, before: readonly RecordedResource[]): void {
  for (const { logicalId, type } of before) {
    const wanted = resources.get(logicalId)?.type;
    if (wanted !== undefined && wanted !== type)
      throw new TemplateError(
        `${logicalId}: ${type} cannot become ${wanted}; CloudFormation refuses that too. Rename it.`,
      );
  }
}

interface RemovalOptions {
  readonly registry: Registry;
  readonly stackName: string;
}

/** One that is gone together with what it was set on needs nothing. */
async function takeBackSettings(
  before: readonly RecordedResource[],
  { registry, stackName, template }: RemovalOptions & { readonly template: CompiledTemplate },
): Promise<void> {
  for (const former of before) {
    const type = registry.get(former.type);
    const isKept = former.deletionPolicy === 'Retain' && !template.resources.has(former.logicalId);
    if (!type?.isSetting || isKept) continue;
    await Promise.resolve({ ...former, stackName })
      .then(type.remove)
      .catch(() => undefined);
  }
}

/** As in CloudFormation's cleanup, what cannot be deleted stays behind, and the update is complete all the same. */
async function removeFormer(
  { former, isKept }: Change,
  { registry, stackName }: RemovalOptions,
  log: (line: string) => void,
): Promise<void> {
  const type = former && registry.get(former.type);
  if (!former || !type || type.isSetting || isKept) return;
  try {
    await type.remove?.({ ...former, stackName });
  } catch (error) {
    log(`${former.logicalId} (${former.physicalId}) stays behind: ${error instanceof Error ? error.message : error}`);
  }
}
