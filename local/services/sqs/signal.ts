/** Wakes everybody who waits for the next change. */
export interface Signal {
  notify(): void;
  /** Aborts at the next `notify`. */
  next(): AbortSignal;
}

export function createSignal(): Signal {
  let controller = new AbortController();
  return {
    notify() {
      controller.abort();
      controller = new AbortController();
    },
    next: () => controller.signal,
  };
}
