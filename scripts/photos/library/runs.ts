import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import {
  DescribeExecutionCommand,
  paginateListExecutions,
  RedriveExecutionCommand,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { UsageError } from '@safelight/local/cli/usage';
import * as z from 'zod';
import type { Lab } from '#lab/lab.ts';
import type { List } from './list.ts';
import type { Selection } from './request.ts';

/** A run of `library-reprocess`. */
export interface LibraryRun {
  readonly executionArn: string;
  readonly selected: Selected;
}

/** What a run was asked for. */
export interface Selected {
  readonly prefix?: string | undefined;
  readonly list?: List | undefined;
}

const inputSchema = z.object({
  prefix: z.optional(z.string()),
  list: z.optional(z.object({ bucket: z.string(), key: z.string() })),
});

/** Starts a run. Throws a `UsageError` where there is no such photo, or one is under way over the same keys. */
export async function startRun(lab: Lab, selection: Selection): Promise<LibraryRun> {
  const { states, names } = lab;
  const other = (await runningRuns(lab)).find(({ selected }) => overlap(selected, selection));
  if (other)
    throw new UsageError(`A run over ${shown(other.selected)} is under way: --attach follows it, --stop stops it.`);
  if (selection.prefix !== undefined) await requirePhotos(lab, selection.prefix);
  const start = new StartExecutionCommand({
    stateMachineArn: names.libraryReprocess,
    input: JSON.stringify(selection),
  });
  const { executionArn = '' } = await states.send(start);
  return { executionArn, selected: selection };
}

/** Throws a `UsageError` where there is no photo below a prefix. */
export async function requirePhotos({ s3, names }: Lab, Prefix: string): Promise<void> {
  const first = new ListObjectsV2Command({ Bucket: names.sourceBucket, Prefix, MaxKeys: 1 });
  const { Contents = [] } = await s3.send(first);
  if (Contents.length === 0)
    throw new UsageError(`There is nothing in ${names.sourceBucket} below ${shown({ prefix: Prefix })}.`);
}

/** Whether both are over the same list, or one prefix is within the other. What else they share is developed once all the same. */
function overlap(one: Selected, other: Selected): boolean {
  if (one.list !== undefined || other.list !== undefined)
    return one.list?.key === other.list?.key && one.list?.bucket === other.list?.bucket;
  const { prefix = '' } = one;
  const { prefix: second = '' } = other;
  return prefix.startsWith(second) || second.startsWith(prefix);
}

/** The run that is under way. Throws a `UsageError` where there is none, or more than one. */
export async function theRun(lab: Lab): Promise<LibraryRun> {
  const [run, ...others] = await runningRuns(lab);
  if (run === undefined) throw new UsageError('No run over the library is under way.');
  if (others.length === 0) return run;
  const arns = [run, ...others].map(({ executionArn }) => executionArn).join(', ');
  throw new UsageError(`Several runs are under way: use AWS's CLI on the one that you mean of ${arns}.`);
}

/** Goes on with the newest run that failed or was stopped: with what failed, and what was left. */
export async function redriveRun(lab: Lab): Promise<LibraryRun> {
  const [newest] = await runsOf(lab, undefined);
  if (newest === undefined) throw new UsageError('There has been no run over the library yet.');
  const { executionArn } = newest;
  const { status, redriveStatus, redriveStatusReason } = await lab.states.send(
    new DescribeExecutionCommand({ executionArn }),
  );
  if (redriveStatus !== 'REDRIVABLE')
    throw new UsageError(`The newest run is ${status}: ${redriveStatusReason ?? 'it cannot be redriven'}.`);
  await lab.states.send(new RedriveExecutionCommand({ executionArn }));
  return newest;
}

const runningRuns = (lab: Lab) => runsOf(lab, 'RUNNING');

/** Newest first; of all of them the newest alone. */
async function runsOf({ states, names }: Lab, statusFilter: 'RUNNING' | undefined): Promise<readonly LibraryRun[]> {
  const found: LibraryRun[] = [];
  const query = { stateMachineArn: names.libraryReprocess, ...(statusFilter && { statusFilter }) };
  for await (const { executions = [] } of paginateListExecutions({ client: states }, query)) {
    for (const { executionArn = '' } of executions) {
      const { input } = await states.send(new DescribeExecutionCommand({ executionArn }));
      const selected = inputSchema.safeParse(JSON.parse(input ?? '{}')).data ?? {};
      found.push({ executionArn, selected });
      if (statusFilter === undefined) return found;
    }
  }
  return found;
}

/** A run's photos in words. */
export function shown({ prefix, list }: Selected): string {
  if (list !== undefined) return `s3://${list.bucket}/${list.key}`;
  return prefix === undefined || prefix === '' ? 'the whole library' : prefix;
}
