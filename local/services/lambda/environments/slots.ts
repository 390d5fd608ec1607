import type { Clock } from '#local/clock.ts';

/** How many environments run at the same time; the rest of the invocations wait in the order in which they came. */
export interface Slots {
  /** Resolves with what gives the slot back. */
  acquire(): Promise<() => void>;
  readonly waiting: number;
  readonly running: number;
}

interface SlotOptions {
  /** As many as the machine's cores can serve. */
  readonly count: number;
  /** Functions that only wait for something must not hold up the others for ever: so many may run when nothing ends. */
  readonly ceiling: number;
  /** After this long without an invocation that ended, one more may run. */
  readonly stallMs: number;
  readonly clock: Clock;
}

export function createSlots({ count, ceiling, stallMs, clock }: SlotOptions): Slots {
  const queue: (() => void)[] = [];
  let running = 0;
  let lastProgress = clock.now();
  let watching = false;

  const release = () => {
    running -= 1;
    lastProgress = clock.now();
    admit(count);
  };
  const admit = (limit: number) => {
    if (running >= limit) return;
    const next = queue.shift();
    if (!next) return;
    running += 1;
    next();
  };
  const watch = async () => {
    if (watching) return;
    watching = true;
    while (queue.length > 0) {
      await clock.sleep(Math.max(1, lastProgress + stallMs - clock.now()));
      if (clock.now() - lastProgress < stallMs) continue;
      lastProgress = clock.now();
      admit(ceiling);
    }
    watching = false;
  };
  return {
    acquire() {
      return new Promise((resolve) => {
        queue.push(() => resolve(once(release)));
        admit(count);
        if (queue.length > 0) void watch();
      });
    },
    get waiting() {
      return queue.length;
    },
    get running() {
      return running;
    },
  };
}

function once(run: () => void): () => void {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    run();
  };
}
