import { paginateListObjectsV2 } from '@aws-sdk/client-s3';
import { DescribeMapRunCommand, type DescribeMapRunCommandOutput, ListMapRunsCommand } from '@aws-sdk/client-sfn';
import type { Lab } from '#lab/lab.ts';
import type { Counts } from './progress.ts';
import type { LibraryRun } from './runs.ts';

/** Labels of the Map states that develop; the others read and sort. */
const DEVELOPING = ['Express', 'Standard'];

/** The map runs of a run so far. */
export interface MapRuns {
  /** Photos that have been sorted: all that were asked for, once that is over. */
  readonly photos: number;
  /** Those that develop, newest first. */
  readonly developing: readonly DescribeMapRunCommandOutput[];
}

export async function mapRunsOf({ states }: Lab, { executionArn }: LibraryRun): Promise<MapRuns> {
  const { mapRuns = [] } = await states.send(new ListMapRunsCommand({ executionArn }));
  const described = await Promise.all(
    mapRuns.map(async ({ mapRunArn, stateMachineArn }) => ({
      label: stateMachineArn?.split('/').at(-1) ?? '',
      run: await states.send(new DescribeMapRunCommand({ mapRunArn })),
    })),
  );
  return {
    photos: described.find(({ label }) => label === 'Sort')?.run.itemCounts?.total ?? 0,
    developing: described.filter(({ label }) => DEVELOPING.includes(label)).map(({ run }) => run),
  };
}

export function countsOf({ developing }: MapRuns, total: number | undefined): Counts {
  const sum = (pick: (counts: NonNullable<DescribeMapRunCommandOutput['itemCounts']>) => number) =>
    developing.reduce((all, { itemCounts }) => all + (itemCounts === undefined ? 0 : pick(itemCounts)), 0);
  return {
    total,
    succeeded: sum(({ succeeded = 0 }) => succeeded),
    failed: sum(({ failed = 0, timedOut = 0 }) => failed + timedOut),
    running: sum(({ running = 0 }) => running),
  };
}

/** Where a run keeps its lists and results, in the work bucket. */
export const folderOf = ({ executionArn }: LibraryRun): string => `library/${executionArn.split(':').at(-1)}`;

/** How many photos the lists of a run have, which are named after it. */
export async function countListed({ s3, names }: Lab, run: LibraryRun): Promise<number> {
  let count = 0;
  for (const children of ['express', 'standard']) {
    const query = { Bucket: names.workBucket, Prefix: `${folderOf(run)}/${children}/` };
    for await (const { Contents = [] } of paginateListObjectsV2({ client: s3 }, query))
      for (const { Key } of Contents) count += Number(/\/(\d+)-[^/]+$/.exec(Key ?? '')?.[1] ?? 0);
  }
  return count;
}
