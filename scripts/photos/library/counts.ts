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
  /** Those that read and sort, by the labels of their states. */
  readonly reading: readonly { readonly label: string; readonly mapRunArn: string | undefined }[];
}

/** What the lists of a run have. */
export interface Listed {
  readonly photos: number;
  /** Those of them that Express children have left to Standard ones: they succeed twice. */
  readonly left: number;
}

export async function mapRunsOf({ states }: Lab, { executionArn }: LibraryRun): Promise<MapRuns> {
  const { mapRuns = [] } = await states.send(new ListMapRunsCommand({ executionArn }));
  const described = await Promise.all(
    mapRuns.map(async ({ mapRunArn, stateMachineArn }) => ({
      label: stateMachineArn?.split('/').at(-1) ?? '',
      run: await states.send(new DescribeMapRunCommand({ mapRunArn })),
    })),
  );
  const develops = ({ label }: { readonly label: string }) => DEVELOPING.includes(label);
  return {
    photos: described.find(({ label }) => label === 'Sort')?.run.itemCounts?.total ?? 0,
    developing: described.filter(develops).map(({ run }) => run),
    reading: described.filter((each) => !develops(each)).map(({ label, run: { mapRunArn } }) => ({ label, mapRunArn })),
  };
}

export function countsOf({ developing }: Pick<MapRuns, 'developing'>, listed: Listed | undefined): Counts {
  const sum = (pick: (counts: NonNullable<DescribeMapRunCommandOutput['itemCounts']>) => number) =>
    developing.reduce((all, { itemCounts }) => all + (itemCounts === undefined ? 0 : pick(itemCounts)), 0);
  return {
    total: listed?.photos,
    succeeded: Math.max(0, sum(({ succeeded = 0 }) => succeeded) - (listed?.left ?? 0)),
    failed: sum(({ failed = 0, timedOut = 0 }) => failed + timedOut),
    running: sum(({ running = 0 }) => running),
  };
}

/** Where a run keeps its lists and results, in the work bucket. */
export const folderOf = ({ executionArn }: LibraryRun): string => `library/${executionArn.split(':').at(-1)}`;

/** Counts the photos in the lists of a run, by their names: `COUNT-…`, and `left-…` for one that an Express child has left. */
export async function countListed({ s3, names }: Lab, run: LibraryRun): Promise<Listed> {
  const sum = { photos: 0, left: 0 };
  for (const children of ['express', 'standard']) {
    const query = { Bucket: names.workBucket, Prefix: `${folderOf(run)}/${children}/` };
    for await (const { Contents = [] } of paginateListObjectsV2({ client: s3 }, query))
      for (const { Key = '' } of Contents) {
        const [, name = ''] = /\/(\d+|left)-[^/]+$/.exec(Key) ?? [];
        if (name === 'left') sum.left += 1;
        else sum.photos += Number(name);
      }
  }
  return sum;
}
