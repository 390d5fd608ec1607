import { setTimeout } from 'node:timers/promises';
import { DescribeExecutionCommand, DescribeMapRunCommand, UpdateMapRunCommand } from '@aws-sdk/client-sfn';
import { liveLine } from '@safelight/local/cli/live-line';
import type { Screen } from '@safelight/local/cli/style';
import type { Lab } from '#lab/lab.ts';
import { countListed, countsOf, type Listed, mapRunsOf } from './counts.ts';
import { progressLine } from './progress.ts';
import type { LibraryRun } from './runs.ts';
import { summarize } from './summary.ts';

const LOOK_EVERY_MS = 1_000;

export interface Following {
  readonly lab: Lab;
  readonly run: LibraryRun;
  readonly screen: Screen;
  /** Photos at a time; undefined leaves it as it is. */
  readonly concurrency?: number | undefined;
  /** For the commands that it tells of; undefined is the usual one. */
  readonly stage?: string | undefined;
}

/** Shows how a run gets on, and in the end what came of it. Answers the exit code; undefined where `signal` was aborted first. */
export async function followRun(following: Following, signal: AbortSignal): Promise<number | undefined> {
  const { lab, run, screen } = following;
  const line = liveLine(screen);
  const began = performance.now();
  let before: number | undefined;
  let newest: string | undefined;
  let resized: string | undefined;
  let listed: Listed | undefined;
  try {
    while (!signal.aborted) {
      const { status, error, cause } = await lab.states.send(new DescribeExecutionCommand(run));
      const mapRuns = await mapRunsOf(lab, run);
      if (status !== 'RUNNING') {
        line.clear();
        return await summarize(following, { status: `${status}`, error, cause });
      }
      const [current] = mapRuns.developing;
      if (current !== undefined && current.mapRunArn !== newest) {
        newest = current.mapRunArn;
        listed = await countListed(lab, run);
      }
      if (current?.status === 'RUNNING' && current.mapRunArn !== resized) {
        resized = current.mapRunArn;
        await resize(following, resized);
      }
      const counts = countsOf(mapRuns, listed);
      const done = counts.succeeded + counts.failed;
      // Those of before this command was called say nothing of how fast it goes.
      before ??= done;
      const rate = (1_000 * (done - before)) / Math.max(1, performance.now() - began);
      line.show(newest === undefined ? `${mapRuns.photos} photos looked up` : progressLine(counts, rate));
      await setTimeout(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
    }
    return undefined;
  } finally {
    line.clear();
  }
}

/** One that has ended meanwhile is at nothing any more. */
async function resize({ lab, concurrency }: Following, mapRunArn: string | undefined): Promise<void> {
  if (concurrency === undefined) return;
  try {
    await lab.states.send(new UpdateMapRunCommand({ mapRunArn, maxConcurrency: concurrency }));
  } catch (error) {
    const { status } = await lab.states.send(new DescribeMapRunCommand({ mapRunArn }));
    if (status === 'RUNNING') throw error;
  }
}
