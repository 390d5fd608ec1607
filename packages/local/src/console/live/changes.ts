/** Tells whoever listens of changes, a few times a second at most. */
export interface Changes {
  /** Answers how to stop listening. */
  listen(listener: () => void): () => void;
}

const EVERY_MS = 600;
/** Where a change cannot be told from none. */
const BLINDLY_MS = 2_000;

/**
 * Looks at a number that is another one after each change, while anybody listens. Time is the machine's, whatever clock the
 * system goes by: those who listen are people.
 */
export function createChanges(revision: () => number | undefined): Changes {
  const listeners = new Set<() => void>();
  let timer: NodeJS.Timeout | undefined;
  let [seen, told] = [revision(), 0];
  const look = () => {
    const [now, at] = [revision(), performance.now()];
    if (now === undefined ? at - told < BLINDLY_MS : now === seen) return;
    [seen, told] = [now, at];
    for (const listener of listeners) listener();
  };
  return {
    listen(listener) {
      listeners.add(listener);
      timer ??= setInterval(look, EVERY_MS).unref();
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        clearInterval(timer);
        timer = undefined;
      };
    },
  };
}
