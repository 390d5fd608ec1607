import type { Clock } from '@safelight/asl/clock';
import type { Ids, Place, Random } from '@safelight/asl/identity';
import type { CredentialStore } from '#gateway/credentials.ts';
import type { Authorize, Service } from '#gateway/service.ts';
import type { RequestHandler } from '#gateway/socketless.ts';
import { createObjectPort } from '#integrations/object-port.ts';
import { createTaskCaller } from '#integrations/task-caller.ts';
import type { Clients } from '#local/clients.ts';
import { strickenDeliveries } from '#local/faults/deliveries.ts';
import type { Faults } from '#local/faults/faults.ts';
import type { RecordMetric } from '#local/metrics/metric.ts';
import type { Tracing } from '#local/metrics/tracing/tracing.ts';
import { alarmPorts, withEmbeddedMetrics } from '#local/system/alarms.ts';
import type { DiskSpace } from '#local/system/disk-space.ts';
import { executionLogger } from '#local/system/execution-log.ts';
import { createLambda, environmentsAtOnce, functionDestinations } from '#local/system/functions.ts';
import { createIndependent } from '#local/system/independent.ts';
import { paced } from '#local/system/load/backpressure.ts';
import { createTaskTurns, type TaskTurns } from '#local/system/load/task-turns.ts';
import { createWorkload, type OnWork } from '#local/system/load/workload.ts';
import { statusEvent } from '#local/system/status-events.ts';
import type { AddUse, Meter } from '#local/usage/meter.ts';
import { meteredEvents } from '#local/usage/metered-events.ts';
import { meteredLogs } from '#local/usage/metered-logs.ts';
import { meteredObjects } from '#local/usage/metered-objects.ts';
import { meteredPolls } from '#local/usage/metered-polls.ts';
import { meteredTasks } from '#local/usage/metered-tasks.ts';
import { unscopedDeliveries } from '#local/usage/unscoped-deliveries.ts';
import type { MetricStore } from '#services/cloudwatch/metrics/metric-store.ts';
import { createCloudWatchService } from '#services/cloudwatch/service.ts';
import { createTargets } from '#services/eventbridge/delivery/targets.ts';
import { createEventBridgeService } from '#services/eventbridge/service.ts';
import type { PolicyStore } from '#services/iam/policy-store.ts';
import type { EventSourceMapping } from '#services/lambda/event-source-mapping.ts';
import { createStreamMappings } from '#services/lambda-mappings/mappings.ts';
import { createS3Service } from '#services/s3/service.ts';
import { createSnsService } from '#services/sns/service.ts';
import { createSqsService } from '#services/sqs/service.ts';
import { createStatesService } from '#services/states/service.ts';
import { createTracing } from '#services/xray/tracing.ts';
import type { Database } from '#store/database.ts';

/** Enough that an environment which is done finds the next invocation waiting. */
const TASKS_PER_ENVIRONMENT = 4;

/** What every service is made from. */
export interface Foundation {
  readonly database: Database;
  /** What is left where all of it is kept. */
  readonly disk: DiskSpace;
  readonly dataDir: string;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly random: Random;
  readonly place: Place;
  readonly authorize: Authorize;
  readonly credentials: CredentialStore;
  readonly clients: Clients;
  readonly policies: PolicyStore;
  /** Asked when something is called or made, for the port is known late. */
  readonly endpoint: () => string;
  /** How clients in this process reach the gateway: without a socket. */
  readonly requestHandler: () => RequestHandler;
  /** One line for whoever runs the system. */
  readonly log: (line: string) => void;
  /** The repository: where the functions' sources lie. */
  readonly root: string;
  /** An endpoint to use for DynamoDB instead of the embedded one. */
  readonly dynamodb: string | undefined;
  /** What all services record, and alarms watch. */
  readonly metrics: MetricStore;
  readonly record: RecordMetric;
  /** What everything has used. */
  readonly meter: Meter;
  readonly addUse: AddUse;
  readonly lend: Meter['lend'];
  /** What goes wrong on purpose. */
  readonly faults: Faults;
  /** The account's quota of concurrent invocations. */
  readonly concurrency: number;
  /** Told whenever there is more or less to do. */
  readonly onWork?: OnWork;
}

export type Services = Awaited<ReturnType<typeof createServices>>;

/** Makes every service and introduces those that need each other. */
export async function createServices(foundation: Foundation) {
  const { log, record, addUse } = foundation;
  const independent = createIndependent(foundation);
  const { dynamodb, logs } = independent;
  const append = meteredLogs(logs.append, addUse);
  const tracing = createTracing(independent.xray, foundation.authorize);
  const lambda = createLambda(foundation, withEmbeddedMetrics(append, record), tracing);
  const workload = createWorkload(foundation.onWork);
  const turns = createTaskTurns({ ...foundation, atOnce: TASKS_PER_ENVIRONMENT * environmentsAtOnce });
  const eventbridge = createEventBridgeService({
    ...foundation,
    ports: paced(strickenDeliveries(unscopedDeliveries(createTargets({ ...foundation, report: log })), foundation), {
      ...foundation,
      backlog: (target) => lambda.waiting + turns.waitingOf(target),
      onWait: workload.waits,
    }),
  });
  const s3 = createS3Service({ ...foundation, publish: meteredEvents(eventbridge.publish, addUse) });
  const keeper = policyKeeper(foundation);
  const sqs = createSqsService({ ...foundation, ...keeper });
  const sns = createSnsService({ ...foundation, ...keeper, ports: { ...foundation, report: log } });
  const states = createStates(foundation, {
    tracing,
    turns,
    workload,
    logs: { ...logs, append },
    publish: eventbridge.publish,
  });
  const mappings = createStreamMappings({
    ...foundation,
    dynamodb,
    sqs: { call: meteredPolls(sqs.call, addUse) },
    invoke: (functionName, payload, carried = []) => lambda.invoke({ functionName, payload, carried }),
    deliver: functionDestinations(foundation),
    report: log,
  });
  const cloudwatch = createCloudWatchService({
    ...foundation,
    ports: alarmPorts(foundation, eventbridge.publish),
    sample(at) {
      sqs.sample(at);
      states.sample(at);
    },
  });
  return { ...independent, mappings, cloudwatch, eventbridge, lambda, s3, sns, sqs, states };
}

interface AroundStates {
  readonly tracing: Tracing;
  readonly turns: TaskTurns;
  readonly workload: ReturnType<typeof createWorkload>;
  readonly logs: ReturnType<typeof createIndependent>['logs'];
  readonly publish: ReturnType<typeof createEventBridgeService>['publish'];
}

function createStates(foundation: Foundation, { tracing, turns, workload, logs, publish }: AroundStates) {
  const { clock, ids, place, log } = foundation;
  return createStatesService({
    ...foundation,
    ...taskPorts(foundation, turns),
    tracing,
    hasLogGroup: logs.hasGroup,
    onLog: executionLogger(logs.append, clock),
    onResume: (arn) => workload.execution(arn, 'RUNNING'),
    onRecovered: (count) =>
      log(`${count === 1 ? '1 execution goes' : `${count} executions go`} on where the system stopped.`),
    onStatusChange(detail) {
      workload.execution(String(detail.executionArn), String(detail.status));
      return publish(statusEvent(detail, { clock, ids, place }));
    },
  });
}

/** What the gateway calls; policies learn who knows the tags of resources. */
export function wireServices(services: Services, policies: PolicyStore): readonly Service[] {
  const { sqs, sns, states } = services;
  for (const { tagsOf } of [sqs, sns, states]) policies.serveTags(tagsOf);
  return Object.values(services).flatMap((one) => ('service' in one ? [one.service] : []));
}

/** Begins what acts by itself: once the template's resources are there. */
export function startServices(services: Services): void {
  const { cloudwatch, eventbridge, lambda, s3, scheduler, sns, mappings, states } = services;
  eventbridge.start();
  scheduler.start();
  s3.start();
  sns.start();
  lambda.start();
  mappings.start();
  cloudwatch.start();
  states.start();
}

/** Lambda lists a mapping; the poller of its source feeds the function. */
export function keepMapping({ lambda, mappings }: Services, mapping: EventSourceMapping): void {
  lambda.putMapping(mapping);
  mappings.add(mapping);
}

/** Its poller ends with it. */
export function dropMapping({ lambda, mappings }: Services, uuid: string): void {
  lambda.removeMapping(uuid);
  mappings.remove(uuid);
}

/** Ends what runs, then writes what is still in memory. */
export async function closeServices(services: Services): Promise<void> {
  const { cloudwatch, eventbridge, lambda, mappings, s3, scheduler, sns, sqs, states, dynamodb } = services;
  cloudwatch.close();
  mappings.close();
  eventbridge.close();
  scheduler.close();
  sns.close();
  sqs.close();
  lambda.close();
  s3.close();
  states.close();
  await dynamodb.close();
}

/** Queues and topics keep their own policies and tell of them. */
const policyKeeper = ({ policies }: Foundation) => ({
  checkPolicy: (resourceArn: string, policy: string): void => void policies.checkResourcePolicy(resourceArn, policy),
  onPolicy(resourceArn: string, policy: string | undefined): void {
    // An empty one is how a policy is taken back.
    if (!policy) policies.removeResourcePolicy(resourceArn, 'policy');
    else policies.setResourcePolicy(resourceArn, 'policy', JSON.parse(policy));
  },
});

function taskPorts({ clients, credentials, clock }: Foundation, { admit }: TaskTurns) {
  const forRole = (roleArn: string, sessionName: string, machineArn: string) =>
    credentials.forRole(roleArn, sessionName, 'states.amazonaws.com', machineArn);
  return {
    tasks: meteredTasks({ ...createTaskCaller({ clients, credentials: forRole, clock }), admit }),
    objects: meteredObjects(createObjectPort({ clients, credentials: forRole })),
  };
}
