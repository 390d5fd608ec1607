import {
  type CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  paginateFilterLogEvents,
} from '@aws-sdk/client-cloudwatch-logs';
import { type ExecutionStatus, HistoryEventType } from '@aws-sdk/client-sfn';
import type { DetailedItem } from '#local/console/queries/executions/details.ts';
import type { Source } from '#local/console/queries/executions/merge.ts';
import { outcomeOf } from '#local/console/queries/outcome.ts';
import { subjectOf } from '#local/console/queries/subject.ts';
import { endOf } from './execution.ts';
import { type LogLine, readLogLine } from './log-line.ts';

/** The first window of time that is read of a log; each before it is so many times as long. */
const WINDOW_MS = 10 * 60_000;
const LONGER = 6;
/** An Express execution takes five minutes at most: so long after a window an end may be logged of what began in it. */
const LONGEST_MS = 6 * 60_000;
const ENOUGH = 50;
const EVENTS = '{ $.type = "Execution*" }';

interface Express {
  readonly name: string;
  readonly stateMachineArn: string;
  readonly level: string;
  readonly logGroup: string;
}

/**
 * Executions of an Express machine as its log tells of them, newest first: FilterLogEvents answers the oldest first, so that the log is read
 * backwards, a window of time after the other.
 */
export function loggedSource(
  logs: CloudWatchLogsClient,
  express: Express,
  { status, now }: { readonly status: string; readonly now: () => number },
): Source<DetailedItem> {
  return {
    name: express.stateMachineArn,
    async read(token) {
      const oldest = await createdAt(logs, express.logGroup);
      const items: DetailedItem[] = [];
      let before = token === undefined ? now() + LONGEST_MS : Number(token);
      for (let length = WINDOW_MS; before > oldest && items.length < ENOUGH; length *= LONGER) {
        const from = Math.max(oldest, before - length);
        const lines = await linesOf(logs, express.logGroup, from, before + LONGEST_MS);
        const isIn = ({ startDate }: DetailedItem) => Number(startDate) >= from && Number(startDate) < before;
        items.push(...loggedExecutions(lines, express).filter(isIn));
        before = from;
      }
      const isWanted = (item: DetailedItem) => status === '' || item.status === status;
      return { items: items.filter(isWanted), next: before > oldest ? String(before) : undefined };
    },
  };
}

async function createdAt(logs: CloudWatchLogsClient, logGroupNamePrefix: string): Promise<number> {
  const { logGroups = [] } = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix }));
  return logGroups.find(({ logGroupName }) => logGroupName === logGroupNamePrefix)?.creationTime ?? 0;
}

async function linesOf(client: CloudWatchLogsClient, logGroupName: string, startTime: number, endTime: number) {
  const found: LogLine[] = [];
  const asked = { logGroupName, startTime, endTime, filterPattern: EVENTS };
  for await (const { events = [] } of paginateFilterLogEvents({ client }, asked))
    found.push(...events.flatMap(({ message = '' }) => readLogLine(message) ?? []));
  return found;
}

/** Executions of a machine from lines of its log, newest first. Where it logs all, one without its start began before them. */
export function loggedExecutions(
  lines: readonly LogLine[],
  { name, level, stateMachineArn }: Omit<Express, 'logGroup'>,
): readonly DetailedItem[] {
  const own = lines.filter(({ execution_arn: arn }) => arn.split(':')[6] === name);
  return [...Map.groupBy(own, ({ execution_arn: arn }) => arn)]
    .filter(([, several]) => level !== 'ALL' || several.some(isStart))
    .map(([executionArn, several]) => ({ ...itemOf(executionArn, several), stateMachineArn }))
    .toSorted((a, b) => Number(b.startDate) - Number(a.startDate));
}

const isStart = ({ type }: LogLine) => type === HistoryEventType.ExecutionStarted;

function itemOf(executionArn: string, lines: readonly LogLine[]) {
  const first = lines.find(isStart) ?? lines[0];
  const last = lines.findLast(({ type }) => endOf(type) !== undefined);
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
  return {
    executionArn,
    name: executionArn.split(':')[7],
    status: (endOf(last?.type ?? '') ?? 'RUNNING') as ExecutionStatus,
    startDate: new Date(first?.event_timestamp ?? 0),
    ...(last && { stopDate: new Date(last.event_timestamp) }),
    subject: subjectOf(text(first?.details.input)),
    outcome: outcomeOf(text(last?.details.output)),
    error: last?.details.error,
    cause: text(last?.details.cause),
  };
}
