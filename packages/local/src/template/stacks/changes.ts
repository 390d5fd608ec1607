import { isDeepStrictEqual } from 'node:util';
import type { ResourceRecord } from '#services/cloudformation/store/records.ts';
import { sameThing } from '#template/stacks/difference.ts';

/** What became of a resource between two boots. */
export interface Change {
  readonly kind: 'created' | 'updated' | 'replaced' | 'removed';
  /** As it is now, or as it was last. */
  readonly resource: ResourceRecord;
  /** What it was before, where that has to go or stays behind. */
  readonly former?: ResourceRecord;
  /** The former one outlives this: DeletionPolicy or UpdateReplacePolicy is Retain, or another resource has taken it over. */
  readonly isKept?: boolean;
}

/**
 * The changes from one boot to the next, removals last and in the reverse order of creation, as CloudFormation cleans up.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-update-behaviors.html
 */
export function changesBetween(before: readonly ResourceRecord[], after: readonly ResourceRecord[]): readonly Change[] {
  const formerly = new Map(before.map((resource) => [resource.logicalId, resource]));
  const now = new Map(after.map((resource) => [resource.logicalId, resource]));
  const inUse = new Set(after.map(sameThing));
  const changes = after.flatMap((resource) => changeOf(resource, formerly.get(resource.logicalId)));
  const removals = before.toReversed().flatMap((former): readonly Change[] => {
    const resource = now.get(former.logicalId);
    if (resource && sameThing(resource) === sameThing(former)) return [];
    const policies = resource ? [former.updateReplacePolicy, resource.updateReplacePolicy] : [former.deletionPolicy];
    const isKept = policies.some((policy) => policy !== 'Delete') || inUse.has(sameThing(former));
    return [{ kind: resource ? 'replaced' : 'removed', resource: resource ?? former, former, isKept }];
  });
  return [...changes, ...removals];
}

function changeOf(resource: ResourceRecord, former: ResourceRecord | undefined): readonly Change[] {
  if (!former) return [{ kind: 'created', resource }];
  if (sameThing(former) !== sameThing(resource) || isDeepStrictEqual(former.properties, resource.properties)) return [];
  return [{ kind: 'updated', resource }];
}

const KINDS = ['created', 'updated', 'replaced', 'removed', 'kept'] as const;

/** `photos-dev is upgraded: 1 updated (Convert), 1 removed (Old), 1 kept (ImagesTable)`. */
export function describeChanges(stackName: string, changes: readonly Change[]): string {
  const groups = Map.groupBy(changes, ({ kind, isKept }) => (kind === 'removed' && isKept ? 'kept' : kind));
  const parts = KINDS.flatMap((kind) => {
    const all = groups.get(kind) ?? [];
    return all.length > 0 ? [`${all.length} ${kind} (${named(all)})`] : [];
  });
  return `${stackName} is upgraded: ${parts.join(', ')}`;
}

const MOST_NAMES = 5;

function named(changes: readonly Change[]): string {
  const names = changes.map(({ resource }) => resource.logicalId).toSorted();
  const more = names.length - MOST_NAMES;
  return more > 0 ? `${names.slice(0, MOST_NAMES).join(', ')} and ${more} more` : names.join(', ');
}
