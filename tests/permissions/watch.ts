import type { Judgement } from '@safelight/local/services/iam/authorizer';

/** Every call that the running system judges, for whoever listens at the moment. */
export interface Watch {
  readonly onJudged: (judgement: Judgement) => void;
  /** Returns what ends it. */
  listen(listener: (judgement: Judgement) => void): () => void;
}

export function createWatch(): Watch {
  const listeners = new Set<(judgement: Judgement) => void>();
  return {
    onJudged(judgement) {
      for (const listener of listeners) listener(judgement);
    },
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
