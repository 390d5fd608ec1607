import {
  type CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { GetFunctionConfigurationCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import type { ConsoleRoutes } from '#local/console/extension.ts';
import { faultOf } from './client-fault.ts';

const GROUPS = 50;
const STREAMS = 50;
const EVENTS = 100;
/** Pages of the API without an event that one ask goes through. */
const EMPTY_PAGES = 20;

/**
 * `GET log-groups?part=&after=`, `GET log-streams?of=GROUP` and `GET log?of=GROUP&stream=&pattern=&from=&to=&after=`; `GET log-group?of=NAME`
 * is where a function logs to.
 */
export function logRoutes(logs: CloudWatchLogsClient, lambda: LambdaClient): ConsoleRoutes {
  return {
    async 'GET log-groups'({ query }) {
      const part = query.get('part') || undefined;
      const list = { limit: GROUPS, logGroupNamePattern: part, nextToken: query.get('after') || undefined };
      const { logGroups: rows = [], nextToken: next } = await logs.send(new DescribeLogGroupsCommand(list));
      return { kind: 'json', value: { rows, next } };
    },
    async 'GET log-streams'({ of: logGroupName }) {
      const newest = { logGroupName, orderBy: 'LastEventTime', descending: true, limit: STREAMS } as const;
      const { logStreams = [] } = await logs.send(new DescribeLogStreamsCommand(newest));
      return { kind: 'json', value: logStreams.map(({ logStreamName }) => logStreamName) };
    },
    async 'GET log-group'({ of: FunctionName }) {
      const { LoggingConfig } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
      return { kind: 'json', value: LoggingConfig?.LogGroup ?? null };
    },
    async 'GET log'({ of, query }) {
      try {
        return { kind: 'json', value: await eventsOf(logs, of, query) };
      } catch (error) {
        return { kind: 'json', value: { rows: [], problem: faultOf(error) } };
      }
    },
  };
}

async function eventsOf(logs: CloudWatchLogsClient, logGroupName: string, query: URLSearchParams) {
  const [stream, pattern] = [query.get('stream') ?? '', query.get('pattern') ?? ''];
  const asked = {
    ...{ logGroupName, limit: EVENTS, ...times(query) },
    ...(stream !== '' && { logStreamNames: [stream] }),
    ...(pattern !== '' && { filterPattern: pattern }),
  };
  let next = query.get('after') || undefined;
  // A page may be empty although there is more. https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html
  for (let page = 1; ; page++) {
    const found = await logs.send(new FilterLogEventsCommand({ ...asked, nextToken: next }));
    next = found.nextToken;
    const rows = found.events ?? [];
    if (rows.length > 0 || next === undefined || page === EMPTY_PAGES) return { rows, next };
  }
}

/** Milliseconds since the epoch; what is not said is unbounded. */
const times = (query: URLSearchParams) => ({
  ...(query.get('from') && { startTime: Number(query.get('from')) }),
  ...(query.get('to') && { endTime: Number(query.get('to')) }),
});
