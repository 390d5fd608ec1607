import type { Clock } from '#local/clock.ts';

/** How many environments run at the same time; the rest of the invocations wait, roughly in the order in which they came. */
export interface Slots {
  /** Resolves with what gives the slot back. Whoever has a warm environment at that moment may go first. */
  acquire(isWarm: () => boolean): Promise<() => void>;
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

interface Waiting {
  readonly start: () => void;
  readonly isWarm: () => boolean;
  passedOver: number;
}

/** A cold start costs as much as a short invocation, so a warm one a few places behind is taken first, but not for ever. */
const LOOK_AHEAD = 16;
const MOST_PASSED_OVER = 8;

export function createSlots({ count, ceiling, stallMs, clock }: SlotOptions): Slots {
  const queue: Waiting[] = [];
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
    const next = takeNext(queue);
    if (!next) return;
    running += 1;
    next.start();
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
    acquire(isWarm) {
      return new Promise((resolve) => {
        queue.push({ start: () => resolve(once(release)), isWarm, passedOver: 0 });
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

function takeNext(queue: Waiting[]): Waiting | undefined {
  const [head] = queue;
  if (!head || head.passedOver >= MOST_PASSED_OVER) return queue.shift();
  const index = queue.slice(0, LOOK_AHEAD).findIndex(({ isWarm }) => isWarm());
  if (index <= 0) return queue.shift();
  head.passedOver += 1;
  return queue.splice(index, 1)[0];
}

function once(run: () => void): () => void {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    run();
  };
}
