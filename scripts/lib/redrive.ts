import {
  DescribeExecutionCommand,
  type DescribeExecutionOutput,
  GetExecutionHistoryCommand,
  paginateListExecutions,
  RedriveExecutionCommand,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Lab } from '#lab/lab.ts';
import { whyOf } from './why.ts';

export interface RedriveOptions {
  /** Only says what it would do. */
  readonly dryRun: boolean;
  readonly say: (line: string) => void;
}

const UNFINISHED = ['FAILED', 'TIMED_OUT', 'ABORTED'] as const;

/** What is to be done with an execution; `none` where the photo needs nothing from it any more. */
type Remedy =
  | { readonly kind: 'redrive' | 'start again' | 'none' }
  | { readonly kind: 'too late'; readonly why: string };

/**
 * Goes on with every execution that develops or removes photos and ended before its work was done. Answers how many are
 * left: all with `dryRun`, otherwise those that can't be redriven any more.
 * https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html
 */
export async function redrivePhotos(lab: Lab, { dryRun, say }: RedriveOptions): Promise<number> {
  let left = 0;
  for (const executionArn of await unfinished(lab)) {
    try {
      if (!(await redriveOne(lab, executionArn, { dryRun, say }))) left += 1;
    } catch (error) {
      // The others can be helped all the same.
      left += 1;
      say(`${executionArn}: ${whyOf(error)}`);
    }
  }
  return left;
}

/** Answers whether nothing is left to do. */
async function redriveOne(
  lab: Lab,
  executionArn: string | undefined,
  { dryRun, say }: RedriveOptions,
): Promise<boolean> {
  const execution = await lab.states.send(new DescribeExecutionCommand({ executionArn }));
  const remedy = await remedyFor(lab, execution);
  if (remedy.kind === 'none') return true;
  const name = `${photoOf(execution) ?? execution.name} (${execution.status})`;
  if (remedy.kind === 'too late') say(`${name}: ${remedy.why}: upload it again`);
  else if (dryRun) say(`${name}: would be ${DONE[remedy.kind]}`);
  else say(`${name}: ${await apply(lab, execution, remedy.kind)}`);
  return !dryRun && remedy.kind !== 'too late';
}

const DONE = { redrive: 'redriven', 'start again': 'started again' } as const;

/** All of them, before any is touched: what is redriven leaves the list that is being read. */
async function unfinished({ states, names }: Lab): Promise<readonly (string | undefined)[]> {
  const found: (string | undefined)[] = [];
  for (const stateMachineArn of [names.imageProcessing, names.imageRemoval])
    for (const statusFilter of UNFINISHED)
      for await (const { executions } of paginateListExecutions({ client: states }, { stateMachineArn, statusFilter }))
        found.push(...(executions ?? []).map(({ executionArn }) => executionArn));
  return found;
}

/**
 * One that stopped half way is redriven: what it has done stays done, and every write of it is conditional. One that went to
 * its end and failed there would only fail there again: its event is started anew, if the photo is still as it left it.
 */
async function remedyFor(lab: Lab, execution: DescribeExecutionOutput): Promise<Remedy> {
  if (execution.status === 'FAILED' && (await endedInFail(lab, execution)))
    return { kind: (await isStillFailed(lab, execution)) ? 'start again' : 'none' };
  if (execution.redriveStatus === 'REDRIVABLE') return { kind: 'redrive' };
  const isOurs = (await rowOf(lab, execution))?.executionArn === execution.executionArn;
  return isOurs ? { kind: 'too late', why: execution.redriveStatusReason ?? 'cannot be redriven' } : { kind: 'none' };
}

async function endedInFail({ states }: Lab, { executionArn }: DescribeExecutionOutput): Promise<boolean> {
  const last = new GetExecutionHistoryCommand({ executionArn, reverseOrder: true, maxResults: 2 });
  return (await states.send(last)).events?.[1]?.type === 'FailStateEntered';
}

async function isStillFailed(lab: Lab, execution: DescribeExecutionOutput): Promise<boolean> {
  const row = await rowOf(lab, execution);
  return row?.status === 'FAILED' && row.executionArn === execution.executionArn;
}

async function rowOf({ dynamodb, names }: Lab, execution: DescribeExecutionOutput) {
  const key = photoOf(execution);
  if (key === undefined) return undefined;
  const get = new GetCommand({ TableName: names.imagesTable, Key: { key }, ConsistentRead: true });
  return (await dynamodb.send(get)).Item;
}

const eventSchema = z.object({ detail: z.object({ object: z.object({ key: z.string() }) }) });

/** The key of the photo that the execution's event is about. */
function photoOf({ input }: DescribeExecutionOutput): string | undefined {
  try {
    return eventSchema.parse(JSON.parse(input ?? '')).detail.object.key;
  } catch {
    return undefined;
  }
}

async function apply(
  { states }: Lab,
  { executionArn, stateMachineArn, input }: DescribeExecutionOutput,
  kind: 'redrive' | 'start again',
): Promise<string> {
  if (kind === 'redrive') await states.send(new RedriveExecutionCommand({ executionArn }));
  else await states.send(new StartExecutionCommand({ stateMachineArn, input }));
  return DONE[kind];
}
