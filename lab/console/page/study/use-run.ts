import { announce } from '@safelight/local/console/page/frame/announce';
import { ask, sentenceOf, tell } from '@safelight/local/console/page/frame/ask';
import { useEffect, useState } from 'preact/hooks';
import type { Experiment } from '../../study/blocks.ts';
import type { ExperimentRun } from '../../study/runs.ts';

interface Running {
  /** Null where it was not run since the system started. */
  readonly run: ExperimentRun | null;
  begin(): Promise<void>;
}

/** Follows an experiment from what it has seen so far to its end, each thing as it is seen. */
export function useRun({ number, isNegative }: Experiment): Running {
  const [run, show] = useState<ExperimentRun | null>(null);
  const [begun, setBegun] = useState(0);
  const path = `study/run?of=${number}${isNegative ? '&negative=yes' : ''}`;
  useEffect(() => {
    const control = new AbortController();
    follow(path, show, control.signal).catch((error) => {
      if (!control.signal.aborted) announce(sentenceOf(error));
    });
    return () => control.abort();
  }, [path, begun]);
  const begin = async () => {
    await tell(path);
    show({ seen: [], isOver: false });
    setBegun(begun + 1);
  };
  return { run, begin };
}

async function follow(path: string, show: (run: ExperimentRun | null) => void, signal: AbortSignal): Promise<void> {
  // The first asking waits for nothing: what was seen already is shown at once.
  for (let count = -1; ; ) {
    const run = await ask<ExperimentRun | null>(`${path}&seen=${count}`, signal);
    show(run);
    if (!run || run.isOver) return;
    count = run.seen.length;
  }
}
