import type { RecordedResource } from '#template/upgrade/stack-record.ts';

/** What became of a resource between two boots. */
export interface Change {
  readonly kind: 'created' | 'updated' | 'replaced' | 'removed';
  /** As it is now, or as it was last. */
  readonly resource: RecordedResource;
  /** What it was before, where that has to go or stays behind. */
  readonly former?: RecordedResource;
  /** The former one outlives this: DeletionPolicy or UpdateReplacePolicy is Retain, or another resource has taken it over. */
  readonly isKept?: boolean;
}

/**
 * The changes from one boot to the next, removals last and in the reverse order of creation, as CloudFormation cleans up.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-update-behaviors.html
 */
export function changesBetween(
  before: readonly RecordedResource[],
  after: readonly RecordedResource[],
): readonly Change[] {
  const formerly = new Map(before.map((resource) => [resource.logicalId, resource]));
  const now = new Map(after.map((resource) => [resource.logicalId, resource]));
  const inUse = new Set(after.map(sameThing));
  const changes = after.flatMap((resource) => changeOf(resource, formerly.get(resource.logicalId)));
  const removals = before.toReversed().flatMap((former): readonly Change[] => {
    const resource = now.get(former.logicalId);
    if (resource && sameThing(resource) === sameThing(former)) return [];
    const policies = resource ? [former.updateReplacePolicy, resource.updateReplacePolicy] : [former.deletionPolicy];
    const isKept = policies.includes('Retain') || inUse.has(sameThing(former));
    return [{ kind: resource ? 'replaced' : 'removed', resource: resource ?? former, former, isKept }];
  });
  return [...changes, ...removals];
}

/** Names a physical resource. */
export const sameThing = ({ type, identity }: RecordedResource) => `${type} ${identity}`;

function changeOf(resource: RecordedResource, former: RecordedResource | undefined): readonly Change[] {
  if (!former) return [{ kind: 'created', resource }];
  if (sameThing(former) !== sameThing(resource) || former.definition === resource.definition) return [];
  return [{ kind: 'updated', resource }];
}
