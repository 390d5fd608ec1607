import { join } from 'node:path';
import type { Clock } from '@safelight/asl/clock';
import type { Ids, Place, Random } from '@safelight/asl/identity';
import { isJsonObject, type JsonObject } from '@safelight/asl/json';
import type { ObjectPort, Ports } from '@safelight/asl/ports';
import { AwsError } from '#gateway/aws-error.ts';
import { jsonService } from '#gateway/json-service.ts';
import type { Authorize, Service } from '#gateway/service.ts';
import { type RecordMetric, unrecorded } from '#local/metrics/metric.ts';
import { ActivityQueue } from '#services/states/activities/activity-queue.ts';
import { ActivityStore } from '#services/states/activities/activity-store.ts';
import { activityOperations } from '#services/states/activities/operations.ts';
import { createArns } from '#services/states/arns.ts';
import type { StatesContext } from '#services/states/context.ts';
import { createAslEngine } from '#services/states/executions/asl-engine.ts';
import { Executions } from '#services/states/executions/executions.ts';
import { measured } from '#services/states/executions/measured.ts';
import { executionOperations } from '#services/states/executions/operations.ts';
import { Runner } from '#services/states/executions/runner.ts';
import { ACCOUNT_START_RATES, createStartQuota, type StartRates } from '#services/states/executions/start-quota.ts';
import type { OnLog } from '#services/states/logging.ts';
import { aliasOperations } from '#services/states/machines/aliases.ts';
import { MachineStore } from '#services/states/machines/machine-store.ts';
import { machineOperations } from '#services/states/machines/operations.ts';
import { versionOperations } from '#services/states/machines/versions.ts';
import { createChildPort } from '#services/states/map-runs/child-port.ts';
import { MapRuns } from '#services/states/map-runs/map-runs.ts';
import { mapRunOperations } from '#services/states/map-runs/operations.ts';
import type { Operations } from '#services/states/operation.ts';
import type { OnStatusChange } from '#services/states/status-change.ts';
import { tagOperations } from '#services/states/tags.ts';
import { createTaskPort, type TaskCaller } from '#services/states/task-port.ts';
import { taskOperations } from '#services/states/tasks/operations.ts';
import { TaskTokens } from '#services/states/tasks/task-tokens.ts';
import { testStateOperations } from '#services/states/test-state/operations.ts';
import { validationOperations } from '#services/states/validation.ts';

export interface StatesServiceDeps {
  /** Everything is kept under `states/` in it. */
  readonly dataDir: string;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly random: Random;
  readonly place: Place;
  readonly authorize: Authorize;
  /** Makes the calls of Task states; callbacks and activities are the service's own. */
  readonly tasks: TaskCaller;
  readonly objects: ObjectPort;
  /** How often executions may be started; as in an account, unless told. */
  readonly startRates?: StartRates;
  /** Whether there is a log group, by its ARN: state machines log to no other. */
  readonly hasLogGroup: (arn: string) => boolean;
  /** The logging configuration of a state machine decides what it gets. */
  readonly onLog?: OnLog;
  /** The details of "Step Functions Execution Status Change" events. */
  readonly onStatusChange?: OnStatusChange;
  /** Told once of the executions that were running when an earlier process stopped: they are ABORTED now. */
  readonly onInterrupted?: (executionArns: readonly string[]) => void;
  /** Where metrics go. */
  readonly record?: RecordMetric;
}

/** An operation of the API called in process, without asking for permission. Throws `AwsError`s. */
export type CallStates = (operation: string, input: JsonObject) => Promise<JsonObject>;

export interface StatesService {
  readonly service: Service;
  readonly call: CallStates;
  /** Names of the operations that there are. */
  readonly operations: readonly string[];
  /** Undefined for a state machine or activity that is not there. */
  tagsOf(arn: string): Readonly<Record<string, string>> | undefined;
  /** Writes what is still in memory. Executions that still run are ABORTED at the next start. */
  close(): Promise<void>;
}

/** Step Functions: its API on the engine, with all state machines and Standard executions kept on disk. */
export async function createStatesService(deps: StatesServiceDeps): Promise<StatesService> {
  const folder = join(deps.dataDir, 'states');
  const context = await openContext(deps, folder);
  const { interrupted } = context.executions;
  if (interrupted.length > 0) deps.onInterrupted?.(interrupted.map(({ arn }) => arn));
  const ports = createPorts(deps, context);
  const runner = createRunner(deps, context, ports);
  const operations: Operations = {
    ...machineOperations(context),
    ...versionOperations(context),
    ...aliasOperations(context),
    ...executionOperations(context, runner, createStartQuota(deps.startRates ?? ACCOUNT_START_RATES, deps.clock)),
    ...mapRunOperations(context),
    ...taskOperations(context),
    ...activityOperations(context),
    ...tagOperations(context),
    ...validationOperations(),
    ...testStateOperations(ports, deps.place),
  };
  const { authorize } = deps;
  return {
    service: jsonService({ signingName: 'states', protocol: 'json-1.0', operations, authorize }),
    operations: Object.keys(operations),
    tagsOf: (arn) => (context.machines.find(arn) ?? context.activities.find(arn))?.tags,
    call: (operation, input) => callInProcess(operations, context, operation, input),
    close: () => context.executions.flush(),
  };
}

async function openContext(
  { clock, ids, random, place, tasks, hasLogGroup }: StatesServiceDeps,
  folder: string,
): Promise<StatesContext> {
  return {
    clock,
    ids,
    random,
    place,
    arns: createArns(place),
    machines: new MachineStore(folder),
    executions: await Executions.open(folder, clock.now()),
    mapRuns: new MapRuns(folder),
    activities: new ActivityStore(folder),
    activityQueue: new ActivityQueue(),
    tokens: new TaskTokens(),
    hasLogGroup,
    unsupported: (resource) => tasks.unsupported(resource),
  };
}

function createPorts({ clock, random, ids, objects, tasks: caller }: StatesServiceDeps, context: StatesContext): Ports {
  const { tokens, activities, activityQueue: queue } = context;
  const tasks = createTaskPort({ caller, tokens, activities, queue });
  return { clock, random, ids, tasks, objects, children: createChildPort(context) };
}

function createRunner(deps: StatesServiceDeps, context: StatesContext, ports: Ports): Runner {
  const { onLog, onStatusChange, record = unrecorded, clock } = deps;
  const runMachine = measured(createAslEngine(), record, clock);
  return new Runner({ context, runMachine, ports, ...(onLog && { onLog }), ...(onStatusChange && { onStatusChange }) });
}

async function callInProcess(
  operations: Operations,
  { ids }: StatesContext,
  name: string,
  input: JsonObject,
): Promise<JsonObject> {
  const operation = operations[name];
  if (!operation) throw new AwsError('UnknownOperationException', `The operation ${name} is not supported here.`);
  const principal = { kind: 'service', service: 'states.amazonaws.com' } as const;
  const output: unknown = await operation.run(input, { requestId: ids.uuid(), principal, endpoint: '' });
  return isJsonObject(output) ? output : {};
}
