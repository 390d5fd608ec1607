import { setTimeout } from 'node:timers/promises';
import { DescribeExecutionCommand, DescribeMapRunCommand, UpdateMapRunCommand } from '@aws-sdk/client-sfn';
import { printable } from '@safelight/asl/cli/printable';
import { liveLine } from '@safelight/local/cli/live-line';
import type { Screen } from '@safelight/local/cli/style';
import type { Lab } from '#lab/lab.ts';
import { countListed, countsOf, folderOf, mapRunsOf } from './counts.ts';
import { progressLine } from './progress.ts';
import { failuresOf } from './results.ts';
import type { LibraryRun } from './runs.ts';

const LOOK_EVERY_MS = 1_000;

export interface Following {
  readonly lab: Lab;
  readonly run: LibraryRun;
  readonly screen: Screen;
  /** Photos at a time; undefined leaves it as it is. */
  readonly concurrency?: number | undefined;
}

/** Shows how a run gets on, and in the end what came of it. Answers the exit code; undefined where `signal` was aborted first. */
export async function followRun(following: Following, signal: AbortSignal): Promise<number | undefined> {
  const { lab, run, screen } = following;
  const line = liveLine(screen);
  const began = performance.now();
  let before: number | undefined;
  let newest: string | undefined;
  let resized: string | undefined;
  let total: number | undefined;
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
        total = await countListed(lab, run);
      }
      if (current?.status === 'RUNNING' && current.mapRunArn !== resized) {
        resized = current.mapRunArn;
        await resize(following, resized);
      }
      const counts = countsOf(mapRuns, total);
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

interface Ending {
  readonly status: string;
  readonly error: string | undefined;
  readonly cause: string | undefined;
}

async function summarize({ lab, run, screen }: Following, ending: Ending): Promise<number> {
  const mapRuns = await mapRunsOf(lab, run);
  const { photos, developing } = mapRuns;
  const { failed } = countsOf(mapRuns, undefined);
  for (const { mapRunArn = '' } of developing)
    for (const failure of await failuresOf(lab, `${folderOf(run)}/results/${mapRunArn.split(':').at(-1)}`))
      screen.write(`${screen.paint('red', '✗')} ${printable(failure)}\n`);
  if (ending.status === 'SUCCEEDED' && photos === 0) {
    screen.write('Nothing was selected: there are no photos to look at.\n');
    return 0;
  }
  if (ending.status === 'SUCCEEDED') {
    screen.write(`${photos} photos were looked at, ${photos - failed} are as they should be, ${failed} failed.\n`);
    return 0;
  }
  const why = [ending.error, ending.cause].filter(Boolean).join(': ');
  if (photos > 0) screen.write(`${failed} of ${photos} photos failed before the run ended.\n`);
  screen.write(
    `The run ${ending.status === 'ABORTED' ? 'was stopped' : `ended ${ending.status}`}${why && `: ${printable(why)}`}\n`,
  );
  screen.write('What failed and what was left goes on with: npm run library:reprocess -- --redrive\n');
  return 1;
}
