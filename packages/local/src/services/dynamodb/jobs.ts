/** Work that goes on after the request that began it was answered: an index that is built, a table that is emptied. */
export interface Jobs {
  /** Begins in a later turn of the event loop. A job that fails is reported, and goes on when the data is next opened. */
  start(job: (closing: AbortSignal) => Promise<void>): void;
  /** Resolves when all jobs have stopped, done or not. */
  close(): Promise<void>;
}

export function createJobs(report: (error: unknown) => void): Jobs {
  const closing = new AbortController();
  const running = new Set<Promise<void>>();
  return {
    start(job) {
      const work = nextTurn()
        .then(() => (closing.signal.aborted ? undefined : job(closing.signal)))
        .catch((error) => closing.signal.aborted || report(error))
        .then(() => void running.delete(work));
      running.add(work);
    },
    async close() {
      closing.abort();
      await Promise.all(running);
    },
  };
}

/** Lets requests that wait have their turn. */
export const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Does a little again and again, each time in a turn of its own, until it says that nothing is left. */
export async function inTurns(closing: AbortSignal, some: () => boolean): Promise<void> {
  while (!closing.aborted && some()) await nextTurn();
}
