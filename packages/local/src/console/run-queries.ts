import {
  DescribeExecutionCommand,
  DescribeMapRunCommand,
  DescribeStateMachineForExecutionCommand,
  type ExecutionListItem,
  GetExecutionHistoryCommand,
  type HistoryEvent,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  type SFNClient,
} from '@aws-sdk/client-sfn';
import { isJsonObject } from '@safelight/asl/json';

/** Events that the page shows of one execution at most. */
const MOST_EVENTS = 5_000;

/** What the page asks about executions. */
export function createRunQueries(states: SFNClient) {
  const subjects = createSubjects(states);
  return {
    /** Newest first, of all Standard machines, each with the photo or order that it is about. */
    async newest(count: number): Promise<unknown> {
      const { stateMachines = [] } = await states.send(new ListStateMachinesCommand({}));
      const standard = stateMachines.filter(({ type }) => type === 'STANDARD');
      const lists = await Promise.all(
        standard.map(({ stateMachineArn }) =>
          states.send(new ListExecutionsCommand({ stateMachineArn, maxResults: count })),
        ),
      );
      const all = lists.flatMap((list) => list.executions ?? []);
      const newest = all.toSorted((a, b) => Number(b.startDate) - Number(a.startDate)).slice(0, count);
      return subjects.of(newest);
    },
    /** One execution with its definition, its history, and the counts of its Distributed Maps by the map run's ARN. */
    async one(executionArn: string): Promise<unknown> {
      const [execution, machine, { events, isCut }] = await Promise.all([
        states.send(new DescribeExecutionCommand({ executionArn })),
        states.send(new DescribeStateMachineForExecutionCommand({ executionArn })),
        historyOf(states, executionArn),
      ]);
      const mapRuns = await mapRunsOf(states, events);
      const subject = subjectOf(execution.input);
      return { execution: plain(execution), definition: machine.definition, subject, events, isCut, mapRuns };
    },
  };
}

/** Without what the SDK tells of the call, which differs each time. */
const plain = <T extends { readonly $metadata?: unknown }>({ $metadata, ...rest }: T) => rest;

async function historyOf(states: SFNClient, executionArn: string) {
  const events: HistoryEvent[] = [];
  let nextToken: string | undefined;
  do {
    const page = await states.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 1000, nextToken }));
    events.push(...(page.events ?? []));
    nextToken = page.nextToken;
  } while (nextToken !== undefined && events.length < MOST_EVENTS);
  return { events, isCut: nextToken !== undefined };
}

async function mapRunsOf(states: SFNClient, events: readonly HistoryEvent[]) {
  const arns = events.flatMap(({ mapRunStartedEventDetails }) => mapRunStartedEventDetails?.mapRunArn ?? []);
  const counts = arns.map(async (mapRunArn) => {
    const { itemCounts } = await states.send(new DescribeMapRunCommand({ mapRunArn }));
    return [mapRunArn, itemCounts] as const;
  });
  return Object.fromEntries(await Promise.all(counts));
}

/** Lists tell no inputs, and the input of an execution never changes: each is asked for once. */
function createSubjects(states: SFNClient) {
  let known = new Map<string, Promise<string | undefined>>();
  const ask = async (executionArn: string) =>
    subjectOf((await states.send(new DescribeExecutionCommand({ executionArn }))).input);
  return {
    async of(executions: readonly ExecutionListItem[]) {
      const asked = executions.map(({ executionArn = '' }) => {
        return [executionArn, known.get(executionArn) ?? ask(executionArn).catch(() => undefined)] as const;
      });
      const all = new Map(asked);
      known = all;
      return Promise.all(executions.map(async (one) => ({ ...one, subject: await all.get(one.executionArn ?? '') })));
    },
  };
}

/** The key of a photo, from an event of S3, or the id of an order. */
export function subjectOf(input: string | undefined): string | undefined {
  const value: unknown = JSON.parse(input ?? 'null');
  if (!isJsonObject(value)) return undefined;
  if (typeof value.orderId === 'string') return value.orderId;
  const object = isJsonObject(value.detail) ? value.detail.object : undefined;
  return isJsonObject(object) && typeof object.key === 'string' ? object.key : undefined;
}
