/** Who wants to know of changes, by the ARN of a stream. */
export interface Watchers {
  watch(arn: string, changed: () => void): () => void;
  /** Tells of it once it is committed: nothing follows from a change that could be lost. */
  changed(arn: string): void;
}

export function createWatchers(committed: () => Promise<void>): Watchers {
  const watchers = new Map<string, Set<() => void>>();
  const pending = new Set<string>();

  const tell = () => {
    const arns = [...pending];
    pending.clear();
    for (const arn of arns) for (const changed of watchers.get(arn) ?? []) changed();
  };

  return {
    watch(arn, changed) {
      const all = watchers.get(arn) ?? new Set();
      watchers.set(arn, all.add(changed));
      return () => void all.delete(changed);
    },
    changed(arn) {
      if (!watchers.has(arn)) return;
      // Whoever answers for the database is told of a commit that fails.
      if (pending.size === 0) void committed().then(tell, () => undefined);
      pending.add(arn);
    },
  };
}
