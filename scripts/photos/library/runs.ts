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
import type { Selection } from './request.ts';

/** A run of `library-reprocess`. */
export interface LibraryRun {
  readonly executionArn: string;
  readonly prefix: string;
}

const inputSchema = z.object({ prefix: z.string() });

/** Starts a run. Throws a `UsageError` where there is no such photo, or one is under way over the same keys. */
export async function startRun(lab: Lab, selection: Selection): Promise<LibraryRun> {
  const { states, names } = lab;
  const { prefix } = selection;
  const other = (await runningRuns(lab)).find((run) => run.prefix.startsWith(prefix) || prefix.startsWith(run.prefix));
  if (other)
    throw new UsageError(`A run over ${shown(other.prefix)} is under way: --attach follows it, --stop stops it.`);
  const { Contents = [] } = await lab.s3.send(
    new ListObjectsV2Command({ Bucket: names.sourceBucket, Prefix: prefix, MaxKeys: 1 }),
  );
  if (Contents.length === 0) throw new UsageError(`There is nothing in ${names.sourceBucket} below ${shown(prefix)}.`);
  const start = new StartExecutionCommand({
    stateMachineArn: names.libraryReprocess,
    input: JSON.stringify(selection),
  });
  const { executionArn = '' } = await states.send(start);
  return { executionArn, prefix };
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
      const parsed = inputSchema.safeParse(JSON.parse(input ?? '{}'));
      found.push({ executionArn, prefix: parsed.data?.prefix ?? '' });
      if (statusFilter === undefined) return found;
    }
  }
  return found;
}

export const shown = (prefix: string): string => (prefix === '' ? 'the whole library' : prefix);
