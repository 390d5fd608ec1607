import { watchFolders } from './watch-folders.ts';

/** Tells whoever listens of changes, a few times a second at most. */
export interface Changes {
  /** Answers how to stop listening. */
  listen(listener: () => void): () => void;
}

export interface ChangesOptions {
  /** Another number after each change of what the system keeps; undefined where that cannot be told. */
  readonly revision: () => number | undefined;
  /** Folders whose files are shown as well. */
  readonly folders: readonly URL[];
}

const EVERY_MS = 600;
/** Where a change cannot be told from none. */
const BLINDLY_MS = 2_000;

/**
 * Looks for changes while anybody listens. Time is the machine's, whatever clock the system goes by: those who listen are people.
 */
export function createChanges({ revision, folders }: ChangesOptions): Changes {
  const listeners = new Set<() => void>();
  let stop: (() => void) | undefined;
  let [seen, told, isFileNew] = [revision(), 0, false];
  const look = () => {
    const [now, at] = [revision(), performance.now()];
    const isNew = now === undefined ? at - told >= BLINDLY_MS : now !== seen;
    if (!isNew && !isFileNew) return;
    [seen, told, isFileNew] = [now, at, false];
    for (const listener of listeners) listener();
  };
  const start = () => {
    const timer = setInterval(look, EVERY_MS).unref();
    const unwatch = watchFolders(folders, () => {
      isFileNew = true;
    });
    return () => {
      clearInterval(timer);
      unwatch();
    };
  };
  return {
    listen(listener) {
      listeners.add(listener);
      stop ??= start();
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        stop?.();
        stop = undefined;
      };
    },
  };
}
