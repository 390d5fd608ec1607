import type { Clock } from '@safelight/asl/clock';
import type { Place } from '@safelight/asl/identity';
import type { JsonObject } from '@safelight/asl/json';
import type { Unlisted } from '#gateway/dispatch/operation.ts';
import { readBatch } from '#services/logs/batch.ts';
import { alreadyExists, notFound, notOneOf } from '#services/logs/errors.ts';
import { groupArn, groupName, newName, optionalNumber, refuseOther, text } from '#services/logs/input.ts';
import type { LogStore } from '#services/logs/store/log-store.ts';

interface WriteDependencies {
  readonly store: LogStore;
  readonly place: Place;
  readonly clock: Clock;
}

/**
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogStream.html
 */
const GROUP_NAME = /^[.\-_/#A-Za-z0-9]+$/;
const STREAM_NAME = /^[^:*]*$/;

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const RETENTION_DAYS: readonly number[] = [
  ...[1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731],
  ...[1096, 1827, 2192, 2557, 2922, 3288, 3653],
];

export const writeOperations = (deps: WriteDependencies): Unlisted => ({
  ...groupOperations(deps),
  ...streamOperations(deps),
});

function groupOperations({ store, place }: WriteDependencies): Unlisted {
  const onGroup = (action: string) => (input: JsonObject) => [
    { action: `logs:${action}`, resource: `${groupArn(place, groupName(input))}:*` },
  ];
  return {
    CreateLogGroup: {
      access: onGroup('CreateLogGroup'),
      run(input) {
        const name = newName(input, 'logGroupName', GROUP_NAME);
        refuseOther(input, 'logGroupClass', 'STANDARD');
        if (store.has(name)) throw alreadyExists('log group');
        store.putGroup(name, undefined);
      },
    },
    DeleteLogGroup: {
      access: onGroup('DeleteLogGroup'),
      async run(input) {
        await store.deleteGroup(existingGroup(store, input));
      },
    },
    PutRetentionPolicy: {
      access: onGroup('PutRetentionPolicy'),
      run(input) {
        const group = existingGroup(store, input);
        const days = optionalNumber(input, 'retentionInDays');
        if (days === undefined || !RETENTION_DAYS.includes(days))
          throw notOneOf('retentionInDays', days, RETENTION_DAYS);
        store.putGroup(group, days);
      },
    },
  };
}

function streamOperations({ store, place, clock }: WriteDependencies): Unlisted {
  const onStream = (action: string) => (input: JsonObject) => [
    {
      action: `logs:${action}`,
      resource: `${groupArn(place, groupName(input))}:log-stream:${text(input, 'logStreamName')}`,
    },
  ];
  return {
    CreateLogStream: {
      access: onStream('CreateLogStream'),
      run(input) {
        const group = existingGroup(store, input);
        const stream = newName(input, 'logStreamName', STREAM_NAME);
        if (hasStream(store, group, stream)) throw alreadyExists('log stream');
        store.createStream(group, stream);
      },
    },
    PutLogEvents: {
      access: onStream('PutLogEvents'),
      run(input) {
        const group = existingGroup(store, input);
        const stream = text(input, 'logStreamName');
        if (!hasStream(store, group, stream)) throw notFound('log stream');
        const { taken, rejected } = readBatch(
          input,
          clock.now(),
          store.groups().find(({ name }) => name === group)?.retentionDays,
        );
        store.append(group, stream, taken);
        return { nextSequenceToken: String(clock.now()), ...(rejected && { rejectedLogEventsInfo: rejected }) };
      },
    },
  };
}

/** The name of the group that the input names, which must be there. */
function existingGroup(store: LogStore, input: JsonObject): string {
  const name = groupName(input);
  if (!store.has(name)) throw notFound('log group');
  return name;
}

const hasStream = (store: LogStore, group: string, stream: string): boolean =>
  store.streams(group).some(({ name }) => name === stream);
