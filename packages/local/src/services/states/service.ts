import type { Clock } from '@safelight/asl/clock';
import type { Ids, Place, Random } from '@safelight/asl/identity';
import type { ObjectPort, Ports } from '@safelight/asl/ports';
import { type DispatchedService, dispatch } from '#gateway/dispatch/dispatch.ts';
import { type InProcess, inProcess } from '#gateway/dispatch/in-process.ts';
import { jsonCodec } from '#gateway/dispatch/json-codec.ts';
import type { Operations } from '#gateway/dispatch/operation.ts';
import { withMembers } from '#gateway/dispatch/with-members.ts';
import type { Authorize } from '#gateway/service.ts';
import type { RecordMetric } from '#local/metrics/metric.ts';
import type { Tracing } from '#local/metrics/tracing/tracing.ts';
import { ActivityQueue } from '#services/states/activities/activity-queue.ts';
import { ActivityStore } from '#services/states/activities/activity-store.ts';
import { activityOperations } from '#services/states/activities/operations.ts';
import { bodies } from '#services/states/api/bodies.ts';
import { MEMBERS } from '#services/states/api/members.ts';
import { createArns } from '#services/states/arns.ts';
import type { StatesContext } from '#services/states/context.ts';
import { validationError } from '#services/states/errors.ts';
import { createAslEngine } from '#services/states/executions/asl-engine.ts';
import { Executions } from '#services/states/executions/executions.ts';
import { openExpressRows } from '#services/states/executions/express-rows.ts';
import { measured } from '#services/states/executions/measured.ts';
import { type ExecutionMeter, metered } from '#services/states/executions/metered.ts';
import { executionOperations } from '#services/states/executions/operations.ts';
import { recover } from '#services/states/executions/recovery.ts';
import { Runner } from '#services/states/executions/runner.ts';
import { ACCOUNT_START_RATES, createStartQuota, type StartRates } from '#services/states/executions/start-quota.ts';
import type { OnLog } from '#services/states/logging.ts';
import { aliasOperations } from '#services/states/machines/aliases.ts';
import { MachineStore } from '#services/states/machines/machine-store.ts';
import { machineOperations } from '#services/states/machines/operations.ts';
import { validationOperations } from '#services/states/machines/validation.ts';
import { versionOperations } from '#services/states/machines/versions.ts';
import { createChildPort } from '#services/states/map-runs/child-port.ts';
import { MapRuns } from '#services/states/map-runs/map-runs.ts';
import { OPEN_MAP_RUN_LIMIT } from '#services/states/map-runs/open-map-runs.ts';
import { mapRunOperations } from '#services/states/map-runs/operations.ts';
import type { OnStatusChange } from '#services/states/status-change.ts';
import { tagOperations } from '#services/states/tags.ts';
import { OpenJobs } from '#services/states/tasks/open-jobs.ts';
import { taskOperations } from '#services/states/tasks/operations.ts';
import { createTaskPort, type TaskCaller } from '#services/states/tasks/task-port.ts';
import { TaskTokens } from '#services/states/tasks/task-tokens.ts';
import { testStateOperations } from '#services/states/test-state/operations.ts';
import { ExecutionTraces } from '#services/states/tracing/execution-traces.ts';
import { startTrace } from '#services/states/tracing/start-trace.ts';
import type { Database } from '#store/database.ts';
import { isClosed } from '#store/errors.ts';
import { inSlices } from '#store/slices.ts';

export interface StatesServiceDeps {
  readonly database: Database;
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
  /** How many map runs may be open; as in an account, unless told. */
  readonly openMapRuns?: number;
  /** Whether there is a log group, by its ARN: state machines log to no other. */
  readonly hasLogGroup: (arn: string) => boolean;
  /** The logging configuration of a state machine decides what it gets. */
  readonly onLog: OnLog;
  /** The details of "Step Functions Execution Status Change" events. */
  readonly onStatusChange: OnStatusChange;
  /** Told of each execution that goes on after an earlier process. */
  readonly onResume: (executionArn: string) => void;
  /** Told once how many did, when all do. */
  readonly onRecovered: (count: number) => void;
  /** Where metrics go. */
  readonly record: RecordMetric;
  readonly meter: ExecutionMeter;
  readonly tracing: Tracing;
}

export interface StatesService {
  readonly service: DispatchedService;
  /** Runs an operation in process, unauthorized, and waits until what it changed is kept. Throws AwsError. */
  readonly call: InProcess;
  readonly views: ReturnType<typeof mapRunViews>;
  /** Undefined for a state machine or activity that is not there. */
  tagsOf(arn: string): Readonly<Record<string, string>> | undefined;
  /** Records what CloudWatch learns once a minute; `at` in milliseconds since the epoch. */
  sample(at: number): void;
  /** Goes on with what an earlier process left running, behind the start: nobody waits for it. */
  start(): void;
  /** Executions that still run go on at the next start. */
  close(): void;
}

/** Step Functions: its API on the engine, with all state machines and Standard executions in the database. */
export function createStatesService(deps: StatesServiceDeps): StatesService {
  const context = openContext(deps);
  const closing = new AbortController();
  behind(deps, forgetOld(deps, context), closing.signal);
  const traces = new ExecutionTraces(deps);
  const ports = createPorts(deps, context, traces);
  const runner = createRunner(deps, context, ports, traces);
  const operations: Operations = withMembers(MEMBERS, {
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
  });
  const { authorize, database, ids } = deps;
  const principal = { kind: 'service', service: 'states.amazonaws.com' } as const;
  const call = inProcess(operations, () => ({ requestId: ids.uuid(), principal, endpoint: '' }));
  return {
    service: dispatch({
      signingName: 'states',
      title: 'Step Functions',
      codec: jsonCodec('json-1.0'),
      operations,
      bodies,
      authorize,
      notSupported: validationError,
    }),
    views: mapRunViews(context),
    tagsOf: (arn) => (context.machines.find(arn) ?? context.activities.find(arn))?.tags,
    async call(operation, input) {
      const answer = await call(operation, input);
      await database.committed();
      return answer;
    },
    sample: (at) => context.mapRuns.open.sample(deps.record, at),
    start: () => behind(deps, recovery(deps, context, runner), closing.signal),
    close() {
      closing.abort();
      context.executions.close();
    },
  };
}

const forgetOld = ({ clock }: StatesServiceDeps, { executions, mapRuns }: StatesContext) =>
  executions.forget(clock.now() - KEPT_MS, (arn) => mapRuns.forget(arn));

/** What the console shows of map runs. */
const mapRunViews = ({ mapRuns }: StatesContext) => ({
  failures: (mapRunArn: string) => mapRuns.failures.of(mapRunArn),
});

function openContext(deps: StatesServiceDeps): StatesContext {
  const { database, clock, ids, random, place, tasks, hasLogGroup, openMapRuns = OPEN_MAP_RUN_LIMIT } = deps;
  const executions = new Executions(database);
  return {
    clock,
    ids,
    random,
    place,
    arns: createArns(place),
    machines: new MachineStore(database),
    executions,
    express: openExpressRows(database),
    mapRuns: new MapRuns(database, openMapRuns),
    activities: new ActivityStore(database),
    activityQueue: new ActivityQueue(),
    tokens: new TaskTokens(database, clock),
    jobs: new OpenJobs(database, () => executions.isClosed),
    hasLogGroup,
    unsupported: (resource) => tasks.unsupported(resource),
  };
}

/** Closed executions are kept for so long. https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
const KEPT_MS = 90 * 24 * 60 * 60 * 1000;

/** Long work behind the start: nobody waits for it. */
function behind({ clock }: StatesServiceDeps, steps: Iterable<unknown>, signal: AbortSignal): void {
  inSlices(steps, { clock, signal }).catch((error) => {
    if (!signal.aborted && !isClosed(error)) throw error;
  });
}

function* recovery({ onRecovered }: StatesServiceDeps, context: StatesContext, runner: Runner): Generator<void> {
  const count = yield* recover(context, runner);
  if (count > 0) onRecovered(count);
}

function createPorts(deps: StatesServiceDeps, context: StatesContext, traces: ExecutionTraces): Ports {
  const { clock, random, ids, objects, database } = deps;
  const caller = traces.tracedCaller(deps.tasks);
  const { tokens, jobs, activities, activityQueue: queue } = context;
  const tasks = createTaskPort({ caller, tokens, jobs, activities, queue, committed: database.committed });
  return { clock, random, ids, tasks, objects, children: createChildPort(context, deps.meter) };
}

function createRunner(deps: StatesServiceDeps, context: StatesContext, ports: Ports, traces: ExecutionTraces): Runner {
  const { onLog, onStatusChange, onResume, record, clock, meter } = deps;
  const engine = createAslEngine();
  const runMachine = traces.traced(measured(metered(engine, meter, clock), record, clock));
  const traceOf: ConstructorParameters<typeof Runner>[0]['traceOf'] = (request) => startTrace(request, deps);
  return new Runner({ context, runMachine, ports, onLog, onStatusChange, onResume, traceOf });
}
