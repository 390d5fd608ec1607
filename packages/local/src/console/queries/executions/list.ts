import {
  type ExecutionListItem,
  type ExecutionStatus,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  type SFNClient,
  type StateMachineListItem,
} from '@aws-sdk/client-sfn';
import * as z from 'zod';
import type { Details } from './details.ts';
import { type Cursor, mergeNewest, type Source } from './merge.ts';

/** Rows of the list at once. */
const ROWS = 50;
/** Executions that one ask of a filter looks at. */
const MOST_LOOKED_AT = 1_000;

const cursorSchema = z.record(
  z.string(),
  z.object({ token: z.string().exactOptional(), taken: z.number(), isOver: z.literal(true).exactOptional() }),
);

/** What is looked for; empty where anything will do. */
export interface ExecutionFilter {
  readonly machine: string;
  readonly status: string;
  /** Part of a name or a subject. */
  readonly name: string;
  /** Part of an error or a cause. */
  readonly error: string;
  /** Milliseconds since the epoch. */
  readonly from: number;
  readonly to: number;
}

export interface ListDeps {
  readonly states: SFNClient;
  readonly details: Details;
}

export async function allMachines(states: Pick<SFNClient, 'send'>): Promise<readonly StateMachineListItem[]> {
  const machines: StateMachineListItem[] = [];
  let nextToken: string | undefined;
  do {
    const page = await states.send(new ListStateMachinesCommand({ maxResults: 1_000, nextToken }));
    machines.push(...(page.stateMachines ?? []));
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return machines;
}

/** Executions of all Standard machines, newest first, as one list: a page of it, and where the next one begins. */
export async function listExecutions({ states, details }: ListDeps, filter: ExecutionFilter, after: string) {
  const machines = await allMachines(states);
  const sources = machines
    .filter(
      ({ type, stateMachineArn }) => type === 'STANDARD' && (!filter.machine || filter.machine === stateMachineArn),
    )
    .map(({ stateMachineArn = '' }) => sourceOf(states, stateMachineArn, filter.status));
  let cursor: Cursor | undefined = after === '' ? {} : cursorSchema.parse(JSON.parse(after));
  const rows: unknown[] = [];
  let lookedAt = 0;
  while (cursor && rows.length < ROWS && lookedAt < MOST_LOOKED_AT) {
    const merged: Awaited<ReturnType<typeof mergeNewest<ExecutionListItem>>> = await mergeNewest(sources, cursor, {
      count: ROWS - rows.length,
      at: ({ startDate }) => Number(startDate),
    });
    cursor = merged.cursor;
    lookedAt += merged.items.length;
    const detailed = await Promise.all(merged.items.map((item) => details(item)));
    rows.push(...detailed.filter((row) => passes(row, filter)));
    if (merged.items.some(({ startDate }) => Number(startDate) < filter.from)) cursor = undefined;
  }
  return { rows, lookedAt, next: cursor && JSON.stringify(cursor), machines: machines.map(nameAndArn) };
}

const nameAndArn = ({ name, stateMachineArn, type }: StateMachineListItem) => ({ name, stateMachineArn, type });

function sourceOf(states: SFNClient, stateMachineArn: string, status: string): Source<ExecutionListItem> {
  return {
    name: stateMachineArn,
    async read(nextToken) {
      const asked = { stateMachineArn, maxResults: ROWS, nextToken };
      const { executions = [], nextToken: next } = await states.send(
        new ListExecutionsCommand(status === '' ? asked : { ...asked, statusFilter: status as ExecutionStatus }),
      );
      return { items: executions, next };
    },
  };
}

type Row = Awaited<ReturnType<Details>>;

function passes(row: Row, { name, error, from, to }: ExecutionFilter): boolean {
  const has = (texts: readonly (string | undefined)[], part: string) =>
    part === '' || texts.some((text) => text?.toLowerCase().includes(part.toLowerCase()));
  const at = Number(row.startDate);
  return has([row.name, row.subject], name) && has([row.error, row.cause], error) && at >= from && at <= to;
}
