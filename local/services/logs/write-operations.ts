import type { JsonOperation } from '#gateway/json-service.ts';
import type { Clock } from '#local/clock.ts';
import type { Place } from '#local/identity.ts';
import { isJsonObject, type JsonObject } from '#local/json.ts';
import { alreadyExists, invalidParameter, notFound } from '#services/logs/errors.ts';
import { groupArn, groupName, optionalNumber, text } from '#services/logs/input.ts';
import type { LogStore } from '#services/logs/store/log-store.ts';

interface WriteDependencies {
  readonly store: LogStore;
  readonly place: Place;
  readonly clock: Clock;
}

export function writeOperations({ store, place, clock }: WriteDependencies): Readonly<Record<string, JsonOperation>> {
  const onGroup = (action: string) => (input: JsonObject) => [
    { action: `logs:${action}`, resource: `${groupArn(place, groupName(input))}:*` },
  ];
  const onStream = (action: string) => (input: JsonObject) => [
    {
      action: `logs:${action}`,
      resource: `${groupArn(place, groupName(input))}:log-stream:${text(input, 'logStreamName')}`,
    },
  ];
  const existing = (input: JsonObject) => {
    const group = store.groups.get(groupName(input));
    if (!group) throw notFound('log group');
    return group;
  };
  const hasStream = async (group: string, stream: string) =>
    (await store.streams(group)).some(({ name }) => name === stream);
  return {
    CreateLogGroup: {
      access: onGroup('CreateLogGroup'),
      run(input) {
        if (store.groups.has(groupName(input))) throw alreadyExists('log group');
        store.putGroup(groupName(input), undefined);
      },
    },
    DeleteLogGroup: {
      access: onGroup('DeleteLogGroup'),
      run(input) {
        store.deleteGroup(existing(input).name);
      },
    },
    PutRetentionPolicy: {
      access: onGroup('PutRetentionPolicy'),
      run(input) {
        store.putGroup(existing(input).name, optionalNumber(input, 'retentionInDays'));
      },
    },
    CreateLogStream: {
      access: onStream('CreateLogStream'),
      async run(input) {
        const { name } = existing(input);
        const stream = text(input, 'logStreamName');
        if (await hasStream(name, stream)) throw alreadyExists('log stream');
        store.createStream(name, stream);
      },
    },
    PutLogEvents: {
      access: onStream('PutLogEvents'),
      async run(input) {
        const { name } = existing(input);
        const stream = text(input, 'logStreamName');
        if (!(await hasStream(name, stream))) throw notFound('log stream');
        store.append(name, stream, logLines(input));
        return { nextSequenceToken: String(clock.now()) };
      },
    },
  };
}

function logLines({ logEvents }: JsonObject) {
  if (!Array.isArray(logEvents)) throw invalidParameter('The member logEvents must be a list.');
  return logEvents.map((event) => {
    if (!isJsonObject(event)) throw invalidParameter('A log event must be an object.');
    const timestamp = optionalNumber(event, 'timestamp');
    if (timestamp === undefined) throw invalidParameter('A log event needs a timestamp.');
    return { timestamp, message: text(event, 'message') };
  });
}
