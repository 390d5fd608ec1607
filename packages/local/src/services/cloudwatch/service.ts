import type { Clock } from '@safelight/asl/clock';
import type { Ids, Place } from '@safelight/asl/identity';
import type { DispatchedService } from '#gateway/dispatch/dispatch.ts';
import { type InProcess, inProcess } from '#gateway/dispatch/in-process.ts';
import type { Authorize } from '#gateway/service.ts';
import { Alarms } from '#services/cloudwatch/alarms/alarms.ts';
import { type AlarmPorts, createChangeState } from '#services/cloudwatch/alarms/changes.ts';
import { evaluateForEver } from '#services/cloudwatch/alarms/evaluator.ts';
import { takeLeftActions } from '#services/cloudwatch/alarms/left-actions.ts';
import { keepMetrics } from '#services/cloudwatch/metrics/kept-metrics.ts';
import type { MetricStore } from '#services/cloudwatch/metrics/metric-store.ts';
import { alarmOperations } from '#services/cloudwatch/operations/alarm-operations.ts';
import { alarmQueries } from '#services/cloudwatch/operations/alarm-queries.ts';
import { dashboardOperations } from '#services/cloudwatch/operations/dashboard-operations.ts';
import { metricOperations } from '#services/cloudwatch/operations/metric-operations.ts';
import { cloudWatchWire } from '#services/cloudwatch/wire.ts';
import type { Database } from '#store/database.ts';

export interface CloudWatchDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly place: Place;
  readonly authorize: Authorize;
  /** Where all services record: made before them, as this one needs them in turn. */
  readonly metrics: MetricStore;
  readonly ports: AlarmPorts;
  /** Records what is counted rather than happens, such as the messages in a queue, at the end of each minute. */
  readonly sample: (at: number) => void;
}

export interface CloudWatchService {
  readonly service: DispatchedService;
  /** Runs an operation in process, unauthorized: for the template. Throws AwsError. */
  readonly call: InProcess;
  /** Begins to look at alarms: once the template's resources are there. */
  start(): void;
  close(): void;
}

/** CloudWatch: metrics, alarms on them, and dashboards. */
export function createCloudWatchService(deps: CloudWatchDeps): CloudWatchService {
  const { database, clock, place, authorize, metrics, sample } = deps;
  const closing = new AbortController();
  const alarms = new Alarms(database, place);
  const changeState = createChangeState({ ...deps, alarms });
  const kept = keepMetrics(database, metrics, clock);
  const operations = {
    ...alarmOperations({ alarms, clock, place, changeState }),
    ...alarmQueries({ alarms, place }),
    ...metricOperations({ store: metrics, clock, written: kept.write }),
    ...dashboardOperations({ database, clock, place }),
  };
  return {
    service: cloudWatchWire(operations, authorize),
    call: inProcess(operations),
    start() {
      void kept.keep(closing.signal);
      takeLeftActions({ ...deps, alarms });
      evaluateForEver({ alarms, store: metrics, clock, changeState, sample }, closing.signal).catch((error) => {
        if (!closing.signal.aborted) deps.ports.log(`Alarms are not looked at any more: ${error}`);
      });
    },
    close() {
      closing.abort();
      kept.write();
    },
  };
}
