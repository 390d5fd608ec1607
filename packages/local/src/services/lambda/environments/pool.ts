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
  readonly environments: readonly T[];
  /** Ends the longest idle one of the function that has the most; false when there is none. */
  endSpare(): boolean;
  /** Ends those that have been idle since before `time`. */
  reapIdleSince(time: number): void;
  clear(): void;
}

interface PoolOptions {
  /** More idle environments than that are not kept. */
  readonly capacity: number;
  readonly now: () => number;
}

interface Idle<T> {
  readonly key: object;
  readonly environment: T;
  readonly since: number;
}

export function createPool<T extends Pooled>({ capacity, now }: PoolOptions): Pool<T> {
  /** In the order in which they became idle. */
  let idle: Idle<T>[] = [];
  const end = (isOver: (entry: Idle<T>) => boolean) => {
    for (const entry of idle) if (isOver(entry)) entry.environment.kill();
    idle = idle.filter((entry) => !isOver(entry));
  };
  const endSpare = () => {
    const spare = mostCommon(idle);
    end((entry) => entry === spare);
    return spare !== undefined;
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
      if (idle.length > capacity) endSpare();
    },
    get environments() {
      return idle.map(({ environment }) => environment);
    },
    endSpare,
    reapIdleSince: (time) => end(({ since }) => since < time),
    clear: () => end(() => true),
  };
}

/** The first of those that share their key with the most others: every function that is in use keeps a warm one. */
function mostCommon<T>(idle: readonly Idle<T>[]): Idle<T> | undefined {
  const count = ({ key }: Idle<T>) => idle.filter((entry) => entry.key === key).length;
  const most = Math.max(...idle.map(count));
  return idle.find((entry) => count(entry) === most);
}
