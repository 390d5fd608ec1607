import { printable } from '@safelight/asl/cli/printable';
import { again } from './again.ts';
import { countListed, countsOf, folderOf, type MapRuns, mapRunsOf } from './counts.ts';
import type { Following } from './follow.ts';
import { failuresOf, reasonsOf } from './results.ts';

/** How a run ended, as DescribeExecution says. */
export interface Ending {
  readonly status: string;
  readonly error: string | undefined;
  readonly cause: string | undefined;
}

/** Shows what came of a run: each photo that failed and why, then how many. Answers the exit code. */
export async function summarize(following: Following, ending: Ending): Promise<number> {
  const { lab, run, screen } = following;
  const mapRuns = await mapRunsOf(lab, run);
  for (const { mapRunArn } of mapRuns.developing)
    for (const failure of await failuresOf(lab, resultsOf(following, 'results', mapRunArn)))
      screen.write(`${screen.paint('red', '✗')} ${printable(failure)}\n`);
  const listed = await countListed(lab, run);
  const { succeeded, failed } = countsOf(mapRuns, listed);
  const numbers = { photos: mapRuns.photos, listed: listed.photos, succeeded, failed };
  if (ending.status === 'SUCCEEDED') {
    screen.write(`${successLine(numbers)}\n`);
    return 0;
  }
  for (const line of await failureLines(following, mapRuns, ending, numbers)) screen.write(`${printable(line)}\n`);
  return 1;
}

export interface Numbers {
  /** All that were asked for. */
  readonly photos: number;
  /** Those of them at which something was to be done. */
  readonly listed: number;
  readonly succeeded: number;
  readonly failed: number;
}

export function successLine({ photos, listed, succeeded, failed }: Numbers): string {
  if (photos === 0) return 'Nothing was selected: there are no photos to look at.';
  if (listed === 0) return `Nothing to do: ${looked(photos)}, and needed nothing.`;
  const skipped = photos - listed;
  return `${looked(photos)}: ${succeeded} developed, ${skipped} needed nothing, ${failed} failed.`;
}

const looked = (photos: number): string => (photos === 1 ? '1 photo was looked at' : `${photos} photos were looked at`);

async function failureLines(following: Following, mapRuns: MapRuns, ending: Ending, numbers: Numbers) {
  const { photos, listed, succeeded, failed } = numbers;
  const why = [ending.error, ending.cause].filter(Boolean).join(': ');
  const said = `The run ${ending.status === 'ABORTED' ? 'was stopped' : `ended ${ending.status}`}${why && `: ${why}`}`;
  const redrive = again('--redrive', following.stage);
  if (mapRuns.developing.length > 0) {
    const left = Math.max(0, listed - succeeded - failed);
    const before = `Of ${looked(photos).replace(/ (was|were) looked at$/, '')} ${succeeded} developed, ${failed} failed, ${left} left.`;
    return [before, said, `What failed and what was left goes on with: ${redrive}`];
  }
  const reasons = await whyNotRead(following, mapRuns);
  if (ending.status === 'ABORTED') return [...reasons, said, `Nothing was developed yet. It goes on with: ${redrive}`];
  return [...reasons, said, 'Nothing was developed. Mend what it names, and start again.'];
}

/** What children said that read or sort: of those no photo is known. */
async function whyNotRead(following: Following, { reading }: MapRuns): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const { label, mapRunArn } of reading) {
    const folder = resultsOf(following, label === 'Sort' ? 'sorted' : 'list', mapRunArn);
    for (const reason of await reasonsOf(following.lab, folder)) found.add(reason);
  }
  return [...found];
}

const resultsOf = ({ run }: Following, part: string, mapRunArn = ''): string =>
  `${folderOf(run)}/${part}/${mapRunArn.split(':').at(-1)}`;
