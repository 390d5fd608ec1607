import type { Place } from '@safelight/asl/identity';
import type { JsonObject } from '@safelight/asl/json';
import type { Unlisted } from '#gateway/dispatch/operation.ts';
import { invalidParameter, notOneOf } from '#services/logs/errors.ts';
import { filterPage } from '#services/logs/filter-page.ts';
import { groupArn, groupName, optionalText, text } from '#services/logs/input.ts';
import { pageOf } from '#services/logs/paging.ts';
import type { LogGroup, LogStore } from '#services/logs/store/log-store.ts';
import { streamPage } from '#services/logs/stream-page.ts';

interface ReadDependencies {
  readonly store: LogStore;
  readonly place: Place;
}

/** Of all log groups here. */
const CLASS = 'STANDARD';

export function readOperations({ store, place }: ReadDependencies): Unlisted {
  const onGroup = (action: string, suffix: string) => (input: JsonObject) => [
    { action: `logs:${action}`, resource: `${groupArn(place, groupName(input))}:${suffix}` },
  ];
  return {
    DescribeLogGroups: {
      access: () => [{ action: 'logs:DescribeLogGroups', resource: groupArn(place, '*') }],
      run(input) {
        const prefix = optionalText(input, 'logGroupNamePrefix') ?? '';
        const part = optionalText(input, 'logGroupNamePattern') ?? '';
        if (prefix !== '' && part !== '')
          throw invalidParameter('LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.');
        const isOfClass = (optionalText(input, 'logGroupClass') ?? CLASS) === CLASS;
        const groups = store.groups().filter(({ name }) => isOfClass && name.startsWith(prefix) && name.includes(part));
        const { items, nextToken } = pageOf(groups, input);
        return { logGroups: items.map((group) => describeGroup(group, place)), nextToken };
      },
    },
    DescribeLogStreams: {
      access: onGroup('DescribeLogStreams', '*'),
      run(input) {
        const name = groupName(input);
        const { items, nextToken } = pageOf(orderedStreams(store, name, input), input);
        const arn = groupArn(place, name);
        return {
          logStreams: items.map(({ name: logStreamName, ...times }) => ({
            logStreamName,
            arn: `${arn}:log-stream:${logStreamName}`,
            creationTime: times.firstEventTimestamp,
            ...times,
          })),
          nextToken,
        };
      },
    },
    GetLogEvents: {
      access: (input) => onGroup('GetLogEvents', `log-stream:${text(input, 'logStreamName')}`)(input),
      run(input) {
        const stream = text(input, 'logStreamName');
        return streamPage(store, groupName(input), stream, input);
      },
    },
    FilterLogEvents: {
      access: onGroup('FilterLogEvents', '*'),
      run(input) {
        return filterPage(store, groupName(input), input);
      },
    },
  };
}

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogStreams.html */
const ORDERS = ['LogStreamName', 'LastEventTime'];

function orderedStreams(store: LogStore, group: string, input: JsonObject) {
  const prefix = optionalText(input, 'logStreamNamePrefix') ?? '';
  const orderBy = optionalText(input, 'orderBy') ?? 'LogStreamName';
  if (!ORDERS.includes(orderBy)) throw notOneOf('orderBy', orderBy, ORDERS);
  if (orderBy === 'LastEventTime' && prefix !== '')
    throw invalidParameter('Cannot order by LastEventTime with a logStreamNamePrefix.');
  const streams = store.streams(group).filter(({ name }) => name.startsWith(prefix));
  const ordered =
    orderBy === 'LastEventTime'
      ? streams.toSorted((a, b) => (a.lastEventTimestamp ?? 0) - (b.lastEventTimestamp ?? 0))
      : streams.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return input.descending === true ? ordered.reverse() : ordered;
}

const describeGroup = ({ name, creationTime, retentionDays }: LogGroup, place: Place) => ({
  logGroupName: name,
  logGroupArn: groupArn(place, name),
  arn: `${groupArn(place, name)}:*`,
  creationTime,
  logGroupClass: CLASS,
  ...(retentionDays !== undefined && { retentionInDays: retentionDays }),
});
