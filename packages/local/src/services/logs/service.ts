import type { Clock } from '@safelight/asl/clock';
import type { Ids, Place } from '@safelight/asl/identity';
import { type DispatchedService, dispatch } from '#gateway/dispatch/dispatch.ts';
import { jsonCodec } from '#gateway/dispatch/json-codec.ts';
import { withMembers } from '#gateway/dispatch/with-members.ts';
import type { Authorize } from '#gateway/service.ts';
import { bodies } from '#services/logs/bodies.ts';
import { invalidParameter } from '#services/logs/errors.ts';
import { groupArn } from '#services/logs/input.ts';
import type { LogLine } from '#services/logs/log-event.ts';
import { MEMBERS } from '#services/logs/members.ts';
import { queryOperations } from '#services/logs/query-operations.ts';
import { readOperations } from '#services/logs/read-operations.ts';
import { LogStore } from '#services/logs/store/log-store.ts';
import { writeOperations } from '#services/logs/write-operations.ts';
import type { Database } from '#store/database.ts';

interface LogsServiceOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly place: Place;
  readonly authorize: Authorize;
}

export interface LogsService {
  readonly service: DispatchedService;
  putGroup(name: string, retentionDays: number | undefined): void;
  deleteGroup(name: string): Promise<void>;
  /** By its ARN, with or without the `:*` at the end. */
  hasGroup(arn: string): boolean;
  /** For services that write logs themselves; a group that is missing is created. */
  append(group: string, stream: string, lines: readonly LogLine[]): void;
}

/** CloudWatch Logs: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_Operations.html */
export function createLogsService({ database, clock, ids, place, authorize }: LogsServiceOptions): LogsService {
  const store = new LogStore(database, clock);
  return {
    service: dispatch({
      signingName: 'logs',
      title: 'CloudWatch Logs',
      codec: jsonCodec('json-1.1'),
      operations: withMembers(MEMBERS, {
        ...readOperations({ store, place }),
        ...writeOperations({ store, place, clock }),
        ...queryOperations({ store, place, ids, clock }),
      }),
      bodies,
      authorize,
      notSupported: invalidParameter,
    }),
    putGroup: store.putGroup.bind(store),
    deleteGroup: store.deleteGroup.bind(store),
    hasGroup: (arn) => store.groups().some(({ name }) => groupArn(place, name) === arn.replace(/:\*$/, '')),
    append: store.append.bind(store),
  };
}
