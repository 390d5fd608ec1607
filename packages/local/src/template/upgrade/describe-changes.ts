import type { Change } from '#template/upgrade/changes.ts';

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
