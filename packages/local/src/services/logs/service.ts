import { join } from 'node:path';
import type { Clock } from '@safelight/asl/clock';
import type { Place } from '@safelight/asl/identity';
import { jsonService } from '#gateway/json-service.ts';
import type { Authorize, Service } from '#gateway/service.ts';
import { groupArn } from '#services/logs/input.ts';
import type { LogLine } from '#services/logs/log-event.ts';
import { readOperations } from '#services/logs/read-operations.ts';
import { createLogStore } from '#services/logs/store/log-store.ts';
import { writeOperations } from '#services/logs/write-operations.ts';

interface LogsServiceOptions {
  readonly dataDir: string;
  readonly clock: Clock;
  readonly place: Place;
  readonly authorize: Authorize;
  readonly log: (line: string) => void;
}

export interface LogsService {
  readonly service: Service;
  putGroup(name: string, retentionDays: number | undefined): void;
  deleteGroup(name: string): void;
  /** By its ARN, with or without the `:*` at the end. */
  hasGroup(arn: string): boolean;
  /** For services that write logs themselves; a group that is missing is created. */
  append(group: string, stream: string, lines: readonly LogLine[]): void;
  /** Resolves when all that was appended is on disk. */
  close(): Promise<void>;
}

/** CloudWatch Logs: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_Operations.html */
export function createLogsService({ dataDir, clock, place, authorize, log }: LogsServiceOptions): LogsService {
  const store = createLogStore(join(dataDir, 'logs'), clock, (error) => log(`Logs could not be written: ${error}`));
  return {
    service: jsonService({
      signingName: 'logs',
      protocol: 'json-1.1',
      operations: { ...readOperations({ store, place }), ...writeOperations({ store, place, clock }) },
      authorize,
    }),
    putGroup: (name, retentionDays) => void store.putGroup(name, retentionDays),
    deleteGroup: store.deleteGroup,
    hasGroup: (arn) => [...store.groups.keys()].some((name) => groupArn(place, name) === arn.replace(/:\*$/, '')),
    append: store.append,
    close: store.flush,
  };
}
