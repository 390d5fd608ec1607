/** Lets single writes pass side by side, and a transaction only alone: so nothing is written between its check and its writes. */
export interface Gate {
  shared<T>(work: () => Promise<T>): Promise<T>;
  exclusive<T>(work: () => Promise<T>): Promise<T>;
}

export function createGate(): Gate {
  let transaction: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  const running = new Set<Promise<unknown>>();

  const track = <T>(work: () => Promise<T>): Promise<T> => {
    const done = work();
    const settled: Promise<unknown> = done.catch(() => undefined).then(() => running.delete(settled));
    running.add(settled);
    return done;
  };

  return {
    async shared(work) {
      while (waiting > 0) await transaction;
      return track(work);
    },
    exclusive(work) {
      waiting += 1;
      const mine = transaction
        .then(() => Promise.all(running))
        .then(work)
        .finally(() => {
          waiting -= 1;
        });
      transaction = mine.catch(() => undefined);
      return mine;
    },
  };
}
