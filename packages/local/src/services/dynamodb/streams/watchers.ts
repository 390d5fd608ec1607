/** Who wants to know of changes, by the ARN of a stream. */
export interface Watchers {
  watch(arn: string, changed: () => void): () => void;
  /** Tells of it once the transaction under way is over. */
  changed(arn: string): void;
}

export function createWatchers(): Watchers {
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
      // A transaction does not pause, so it is over before any of this runs.
      if (pending.size === 0) queueMicrotask(tell);
      pending.add(arn);
    },
  };
}
