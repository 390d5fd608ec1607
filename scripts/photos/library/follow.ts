import { setTimeout } from 'node:timers/promises';
import { paginateListObjectsV2 } from '@aws-sdk/client-s3';
import {
  DescribeExecutionCommand,
  DescribeMapRunCommand,
  ListMapRunsCommand,
  UpdateMapRunCommand,
} from '@aws-sdk/client-sfn';
import { liveLine } from '@safelight/local/cli/live-line';
import { printable } from '@safelight/local/cli/printable';
import type { Screen } from '@safelight/local/cli/style';
import type { Lab } from '#lab/lab.ts';
import { progressLine } from './progress.ts';
import { failuresOf } from './results.ts';
import type { LibraryRun } from './runs.ts';

const LOOK_EVERY_MS = 1_000;

/** Shows how a run gets on, and in the end what came of it. Answers the exit code; undefined where `signal` was aborted first. */
export async function followRun(
  lab: Lab,
  run: LibraryRun,
  screen: Screen,
  signal: AbortSignal,
): Promise<number | undefined> {
  const line = liveLine(screen);
  let total: number | undefined;
  // What fails to be counted has no bar, and the run goes on all the same.
  void countKeys(lab, run.prefix, signal).then(
    (count) => {
      total = count;
    },
    () => undefined,
  );
  const began = performance.now();
  let before: number | undefined;
  try {
    while (!signal.aborted) {
      const { status, error, cause } = await lab.states.send(new DescribeExecutionCommand(run));
      const { itemCounts } = (await mapRunOf(lab, run)) ?? {};
      if (status !== 'RUNNING') {
        line.clear();
        return await summarize(lab, run, { status: `${status}`, error, cause }, screen);
      }
      const { succeeded = 0, failed = 0, timedOut = 0, running = 0 } = itemCounts ?? {};
      const done = succeeded + failed + timedOut;
      // Those of before this command was called say nothing of how fast it goes.
      before ??= done;
      const rate = (1_000 * (done - before)) / Math.max(1, performance.now() - began);
      line.show(progressLine({ total, succeeded, failed: failed + timedOut, running }, rate));
      await setTimeout(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
    }
    return undefined;
  } finally {
    line.clear();
  }
}

async function mapRunOf({ states }: Lab, { executionArn }: LibraryRun) {
  const { mapRuns: [found] = [] } = await states.send(new ListMapRunsCommand({ executionArn }));
  return found && states.send(new DescribeMapRunCommand({ mapRunArn: found.mapRunArn }));
}

/** Changes how many photos a run develops at a time. */
export async function resizeRun(lab: Lab, run: LibraryRun, maxConcurrency: number): Promise<void> {
  const { mapRunArn } = (await mapRunOf(lab, run)) ?? {};
  if (mapRunArn === undefined) throw new Error('The run has not begun yet: try again in a moment.');
  await lab.states.send(new UpdateMapRunCommand({ mapRunArn, maxConcurrency }));
}

async function countKeys({ s3, names }: Lab, Prefix: string, signal: AbortSignal): Promise<number> {
  let count = 0;
  for await (const { KeyCount = 0 } of paginateListObjectsV2({ client: s3 }, { Bucket: names.sourceBucket, Prefix })) {
    signal.throwIfAborted();
    count += KeyCount;
  }
  return count;
}

interface Ending {
  readonly status: string;
  readonly error: string | undefined;
  readonly cause: string | undefined;
}

async function summarize(lab: Lab, run: LibraryRun, ending: Ending, screen: Screen): Promise<number> {
  const { mapRunArn, itemCounts } = (await mapRunOf(lab, run)) ?? {};
  const { total = 0, succeeded = 0, failed = 0, timedOut = 0 } = itemCounts ?? {};
  if (mapRunArn !== undefined)
    for (const failure of await failuresOf(lab, mapRunArn))
      screen.write(`${screen.paint('red', '✗')} ${printable(failure)}\n`);
  screen.write(`${total} photos were looked at, ${succeeded} are as they should be, ${failed + timedOut} failed.\n`);
  if (ending.status === 'SUCCEEDED') return 0;
  const why = [ending.error, ending.cause].filter(Boolean).join(': ');
  screen.write(
    `The run ${ending.status === 'ABORTED' ? 'was stopped' : `ended ${ending.status}`}${why && `: ${why}`}\n`,
  );
  screen.write('What failed and what was left goes on with: npm run library:reprocess -- --redrive\n');
  return 1;
}
