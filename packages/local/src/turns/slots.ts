import type { Clock } from '@safelight/asl/clock';

/**
 * How many run at the same time. The rest wait in one line for each function, and the lines take turns: however much
 * waits for one function, another's next invocation goes soon.
 */
export interface Slots {
  /** Resolves with what gives the slot back. A line that has a warm environment at that moment may go first. */
  acquire(line: unknown, isWarm?: () => boolean): Promise<() => void>;
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
}

/** A cold start costs as much as a short invocation, so a warm line is taken before its turn, but not for ever. */
const MOST_PASSED_OVER = 8;

export function createSlots({ count, ceiling, stallMs, clock }: SlotOptions): Slots {
  const lines = createLines();
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
    const next = lines.takeNext();
    if (!next) return;
    running += 1;
    next.start();
  };
  const watch = async () => {
    if (watching) return;
    watching = true;
    while (lines.waiting > 0) {
      await clock.sleep(Math.max(1, lastProgress + stallMs - clock.now()));
      if (clock.now() - lastProgress < stallMs) continue;
      lastProgress = clock.now();
      admit(ceiling);
    }
    watching = false;
  };
  return {
    acquire(line, isWarm = () => false) {
      return new Promise((resolve) => {
        lines.join(line, { start: () => resolve(once(release)), isWarm });
        admit(count);
        if (lines.waiting > 0) void watch();
      });
    },
    get waiting() {
      return lines.waiting;
    },
    get running() {
      return running;
    },
  };
}

/** Those that wait, by line. The line whose turn is next comes first. */
function createLines() {
  const lines = new Map<unknown, Waiting[]>();
  let passedOver = 0;
  let waiting = 0;

  function choose(): [unknown, Waiting[]] | undefined {
    const [first] = lines;
    const warm = passedOver < MOST_PASSED_OVER && [...lines].find(([, [head]]) => head?.isWarm());
    return warm || first;
  }

  return {
    join(line: unknown, one: Waiting): void {
      waiting += 1;
      const there = lines.get(line);
      if (there) there.push(one);
      else lines.set(line, [one]);
    },
    takeNext(): Waiting | undefined {
      const [chosen, line = []] = choose() ?? [];
      const next = line.shift();
      if (!next) return undefined;
      waiting -= 1;
      passedOver = line === lines.values().next().value ? 0 : passedOver + 1;
      // To the end, behind all that wait for their turn.
      lines.delete(chosen);
      if (line.length > 0) lines.set(chosen, line);
      return next;
    },
    get waiting() {
      return waiting;
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
