import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import {
  DescribeExecutionCommand,
  type ExecutionStatus,
  paginateListExecutions,
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
  /** Of one that was there before. */
  readonly startDate?: Date | undefined;
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
  await requireAlone(lab, selection);
  if (selection.prefix !== undefined) await requirePhotos(lab, selection.prefix);
  const start = new StartExecutionCommand({
    stateMachineArn: names.libraryReprocess,
    input: JSON.stringify(selection),
  });
  const { executionArn = '' } = await states.send(start);
  return { executionArn, selected: selection };
}

/** Throws a `UsageError` where a run is under way over some of the same keys. */
export async function requireAlone(lab: Lab, selected: Selected): Promise<void> {
  const other = (await runningRuns(lab)).find((run) => overlap(run.selected, selected));
  if (other)
    throw new UsageError(`A run over ${shown(other.selected)} is under way: --attach follows it, --stop stops it.`);
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

export const runningRuns = (lab: Lab): Promise<readonly LibraryRun[]> => collect(runsOf(lab, 'RUNNING'));

async function collect<T>(all: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const each of all) found.push(each);
  return found;
}

/** Newest first. */
export async function* runsOf({ states, names }: Lab, statusFilter: ExecutionStatus): AsyncIterable<LibraryRun> {
  const query = { stateMachineArn: names.libraryReprocess, statusFilter };
  for await (const { executions = [] } of paginateListExecutions({ client: states }, query))
    for (const { executionArn = '', startDate } of executions) {
      const { input } = await states.send(new DescribeExecutionCommand({ executionArn }));
      yield { executionArn, startDate, selected: selectedBy(input) };
    }
}

/** What the input of a run asked for. */
export const selectedBy = (input = '{}'): Selected => inputSchema.safeParse(JSON.parse(input)).data ?? {};

/** A run's photos in words. */
export function shown({ prefix, list }: Selected): string {
  if (list !== undefined) return `s3://${list.bucket}/${list.key}`;
  return prefix === undefined || prefix === '' ? 'the whole library' : prefix;
}
