import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import {
  type ExecutionStatus,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  type SFNClient,
  type StateMachineListItem,
} from '@aws-sdk/client-sfn';
import * as z from 'zod';
import { loggedSource } from '#local/console/queries/express/list.ts';
import { loggingOf } from '#local/console/queries/express/log-group.ts';
import type { DetailedItem, Details } from './details.ts';
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
  readonly logs: CloudWatchLogsClient;
  readonly details: Details;
  readonly now: () => number;
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

/**
 * Executions of all machines, newest first, as one list: a page of it, and where the next one begins. Of Express machines those that their
 * logging tells of, as Step Functions keeps no list of them.
 */
export async function listExecutions(deps: ListDeps, filter: ExecutionFilter, after: string) {
  const machines = await Promise.all((await allMachines(deps.states)).map((one) => withLevel(deps.states, one)));
  const sources = machines
    .filter(({ stateMachineArn }) => !filter.machine || filter.machine === stateMachineArn)
    .flatMap((one) =>
      one.type === 'STANDARD'
        ? standardSource(deps.states, one, filter.status)
        : expressSource(deps, one, filter.status),
    );
  let cursor: Cursor | undefined = after === '' ? {} : cursorSchema.parse(JSON.parse(after));
  const rows: unknown[] = [];
  let lookedAt = 0;
  while (cursor && rows.length < ROWS && lookedAt < MOST_LOOKED_AT) {
    const merged: Awaited<ReturnType<typeof mergeNewest<DetailedItem>>> = await mergeNewest(sources, cursor, {
      count: ROWS - rows.length,
      at: ({ startDate }) => Number(startDate),
    });
    cursor = merged.cursor;
    lookedAt += merged.items.length;
    const detailed = await Promise.all(merged.items.map((item) => deps.details(item)));
    rows.push(...detailed.filter((row) => passes(row, filter)));
    if (merged.items.some(({ startDate }) => Number(startDate) < filter.from)) cursor = undefined;
  }
  const shown = machines.map(({ logGroup, ...machine }) => machine);
  return { rows, lookedAt, next: cursor && JSON.stringify(cursor), machines: shown };
}

/** Of an Express machine what it logs is told as well: of what it does not log there is nothing in the list. */
async function withLevel(states: SFNClient, { name = '', stateMachineArn = '', type }: StateMachineListItem) {
  if (type !== 'EXPRESS') return { name, stateMachineArn, type };
  const { level, logGroup } = await loggingOf(states, stateMachineArn);
  return { name, stateMachineArn, type, level, logGroup };
}

type Machine = Awaited<ReturnType<typeof withLevel>>;

function standardSource(states: SFNClient, { stateMachineArn }: Machine, status: string): Source<DetailedItem> {
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

function expressSource({ logs, now }: ListDeps, machine: Machine, status: string): readonly Source<DetailedItem>[] {
  const { level = 'OFF', logGroup } = machine;
  return logGroup === undefined ? [] : [loggedSource(logs, { ...machine, level, logGroup }, { status, now })];
}

function passes(row: DetailedItem, { name, error, from, to }: ExecutionFilter): boolean {
  const has = (texts: readonly (string | undefined)[], part: string) =>
    part === '' || texts.some((text) => text?.toLowerCase().includes(part.toLowerCase()));
  const at = Number(row.startDate);
  return has([row.name, row.subject], name) && has([row.error, row.cause], error) && at >= from && at <= to;
}
