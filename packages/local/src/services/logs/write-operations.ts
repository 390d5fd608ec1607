import type { Clock } from '@safelight/asl/clock';
import type { Place } from '@safelight/asl/identity';
import { isJsonObject, type JsonObject } from '@safelight/asl/json';
import type { Operations } from '#gateway/dispatch/operation.ts';
import { alreadyExists, invalidParameter, notFound } from '#services/logs/errors.ts';
import { groupArn, groupName, newName, optionalNumber, text } from '#services/logs/input.ts';
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

export const writeOperations = (deps: WriteDependencies): Operations => ({
  ...groupOperations(deps),
  ...streamOperations(deps),
});

function groupOperations({ store, place }: WriteDependencies): Operations {
  const onGroup = (action: string) => (input: JsonObject) => [
    { action: `logs:${action}`, resource: `${groupArn(place, groupName(input))}:*` },
  ];
  return {
    CreateLogGroup: {
      access: onGroup('CreateLogGroup'),
      run(input) {
        const name = newName(input, 'logGroupName', GROUP_NAME);
        if (store.has(name)) throw alreadyExists('log group');
        store.putGroup(name, undefined);
      },
    },
    DeleteLogGroup: {
      access: onGroup('DeleteLogGroup'),
      run(input) {
        store.deleteGroup(existingGroup(store, input));
      },
    },
    PutRetentionPolicy: {
      access: onGroup('PutRetentionPolicy'),
      run(input) {
        store.putGroup(existingGroup(store, input), optionalNumber(input, 'retentionInDays'));
      },
    },
  };
}

function streamOperations({ store, place, clock }: WriteDependencies): Operations {
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
        store.append(group, stream, logLines(input));
        return { nextSequenceToken: String(clock.now()) };
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

function logLines({ logEvents }: JsonObject) {
  if (!Array.isArray(logEvents)) throw invalidParameter('The member logEvents must be a list.');
  return logEvents.map((event) => {
    if (!isJsonObject(event)) throw invalidParameter('A log event must be an object.');
    const timestamp = optionalNumber(event, 'timestamp');
    if (timestamp === undefined) throw invalidParameter('A log event needs a timestamp.');
    return { timestamp, message: text(event, 'message') };
  });
}
