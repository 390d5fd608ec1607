/** Wakes everybody who waits for the next change. */
export interface Signal {
  notify(): void;
  /** Aborts at the next `notify`. */
  next(): AbortSignal;
}

/** One for all: without a reason each abort makes an exception, with its stack. */
const CHANGED = new Error('Something has changed.');

export function createSignal(): Signal {
  let controller = new AbortController();
  return {
    notify() {
      controller.abort(CHANGED);
      controller = new AbortController();
    },
    next: () => controller.signal,
  };
}
