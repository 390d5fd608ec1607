import { exitCodeOf } from '@safelight/local/cli/signals';
import { type Exhibit, NotShown } from '#study/lab/evidence.ts';
import type { Experiment } from '#study/lab/experiment.ts';
import { throwaway } from '#study/lab/throwaway.ts';

/** What came of running an experiment. */
export interface Performance {
  readonly exhibits: readonly Exhibit[];
  /** The check that did not hold; absent where all did. */
  readonly failed?: NotShown;
}

export interface PerformOptions {
  readonly root: string;
  /** Of the throwaway system; 0 is any free one. */
  readonly port?: number;
  /** With the cause removed. */
  readonly negative?: boolean;
  /** Called with each thing as it is seen. */
  readonly watch?: (exhibit: Exhibit) => void;
  /** Called with the system before it ends, however the experiment went. */
  readonly linger?: (system: Awaited<ReturnType<typeof throwaway>>, exhibits: readonly Exhibit[]) => Promise<void>;
}

/** Runs an experiment on a system of its own. Rejects where something went wrong that is no check of the experiment. */
export async function perform(one: Experiment, options: PerformOptions): Promise<Performance> {
  const { root, port = 0, negative = false, watch, linger } = options;
  const given = negative ? one.control.given : one.given;
  const own = await throwaway({ root, port, resources: one.stack(given) });
  const release = leaveNothing(own.clear);
  if (watch) own.lab.watch(watch);
  try {
    const failed = await one.run(own.lab, given).then(() => undefined, notShown);
    release();
    await linger?.(own, own.lab.exhibits);
    return { exhibits: own.lab.exhibits, ...(failed && { failed }) };
  } finally {
    release();
    await own.close();
  }
}

/** A signal in the middle of an experiment ends the process at once; returns what takes that back. */
function leaveNothing(clear: () => void): () => void {
  const end = (signal: 'SIGINT' | 'SIGTERM') => {
    clear();
    process.exit(exitCodeOf(signal));
  };
  process.once('SIGINT', end).once('SIGTERM', end);
  return () => void process.off('SIGINT', end).off('SIGTERM', end);
}

function notShown(error: unknown): NotShown {
  if (error instanceof NotShown) return error;
  throw error;
}
