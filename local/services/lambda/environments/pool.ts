/** What the pool needs to know of an environment. */
export interface Pooled {
  readonly alive: boolean;
  kill(): void;
}

/** Idle environments, kept warm for the next invocation of the same function in the same configuration. */
export interface Pool<T extends Pooled> {
  /** The one that was used last, which is the likeliest to be in the processor's caches. */
  take(key: object): T | undefined;
  has(key: object): boolean;
  put(key: object, environment: T): void;
  /** Ends those that have been idle since before `time`. */
  reapIdleSince(time: number): void;
  clear(): void;
}

interface PoolOptions {
  /** More idle environments than that are not kept: the longest idle one ends. */
  readonly capacity: number;
  readonly now: () => number;
}

export function createPool<T extends Pooled>({ capacity, now }: PoolOptions): Pool<T> {
  /** In the order in which they became idle. */
  let idle: { readonly key: object; readonly environment: T; readonly since: number }[] = [];
  const end = (count: number) => {
    for (const { environment } of idle.slice(0, count)) environment.kill();
    idle = idle.slice(count);
  };
  return {
    take(key) {
      idle = idle.filter(({ environment }) => environment.alive);
      const index = idle.findLastIndex((entry) => entry.key === key);
      return index < 0 ? undefined : idle.splice(index, 1)[0]?.environment;
    },
    has: (key) => idle.some((entry) => entry.key === key && entry.environment.alive),
    put(key, environment) {
      if (!environment.alive) return;
      idle.push({ key, environment, since: now() });
      end(Math.max(0, idle.length - capacity));
    },
    reapIdleSince: (time) => end(idle.filter(({ since }) => since < time).length),
    clear: () => end(idle.length),
  };
}
