import type { Clock } from '@safelight/asl/clock';
import type { Ids, Place, Random } from '@safelight/asl/identity';
import type { JsonObject } from '@safelight/asl/json';
import { type DispatchedService, dispatch } from '#gateway/dispatch/dispatch.ts';
import { inProcess } from '#gateway/dispatch/in-process.ts';
import { jsonCodec } from '#gateway/dispatch/json-codec.ts';
import type { CallContext, Operations } from '#gateway/dispatch/operation.ts';
import type { Runs } from '#gateway/dispatch/taking.ts';
import type { Access, Authorize } from '#gateway/service.ts';
import type { PublishEvent } from '#local/events/event.ts';
import type { RecordMetric } from '#local/metrics/metric.ts';
import { bodies } from '#services/eventbridge/bodies.ts';
import { createBus } from '#services/eventbridge/bus.ts';
import { measured } from '#services/eventbridge/delivery/measured.ts';
import { type DeliveryPorts, openDeliveryQueue } from '#services/eventbridge/delivery/queue.ts';
import { entriesOf, putEvents } from '#services/eventbridge/put-events.ts';
import { ruleAccess } from '#services/eventbridge/rules/access.ts';
import { busOperations } from '#services/eventbridge/rules/bus-operations.ts';
import { invalid } from '#services/eventbridge/rules/input.ts';
import { ruleOperations } from '#services/eventbridge/rules/operations.ts';
import { busArn, busName, DEFAULT_BUS } from '#services/eventbridge/rules/rule.ts';
import { openRuleStore } from '#services/eventbridge/rules/store.ts';
import { targetOperations } from '#services/eventbridge/rules/target-operations.ts';
import { createScheduler } from '#services/eventbridge/schedule/scheduler.ts';
import type { Database } from '#store/database.ts';

export interface EventBridgeDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly random: Random;
  readonly place: Place;
  readonly authorize: Authorize;
  readonly ports: DeliveryPorts;
  /** Where metrics go. */
  readonly record: RecordMetric;
}

export interface EventBridgeService {
  readonly service: DispatchedService;
  /** Puts a service's own event onto the default bus. */
  readonly publish: PublishEvent;
  /** Runs an operation in process, unauthorized: for the template. Throws AwsError. */
  call(operation: string, input: JsonObject): Promise<JsonObject>;
  /** Begins to deliver and to keep schedules: once the template's resources are there. */
  start(): void;
  /** Deliveries not yet made or given up. */
  readonly pending: number;
  close(): void;
}

export function createEventBridgeService(deps: EventBridgeDeps): EventBridgeService {
  const { database, clock, ids, random, place, authorize, record } = deps;
  const store = openRuleStore({ database, clock, place });
  const queue = openDeliveryQueue({ database, clock, random, ports: measured(deps.ports, record) });
  const bus = createBus({ store, queue, clock, ids });
  const scheduler = createScheduler({
    bus,
    clock,
    ids,
    place,
    find: ({ busName: name, name: rule }) => store.find(name, rule),
  });
  const onRules = { ...ruleOperations({ store, scheduler, clock, place }), ...targetOperations(store) };
  const operations: Operations = {
    ...withAccess(onRules, place),
    ...busOperations(store, place),
    PutEvents: {
      access: (input: JsonObject) => putAccess(input, place),
      input: { members: ['Entries'], refused: ['EndpointId'] },
      run: (input: JsonObject, { traceHeader }: CallContext) =>
        putEvents(input, { bus, store, clock, ids, place, traceHeader }),
    },
  };

  return {
    service: dispatch({
      signingName: 'events',
      title: 'EventBridge',
      codec: jsonCodec('json-1.1'),
      operations,
      bodies,
      authorize,
      notSupported: invalid,
    }),
    publish: (event) => bus.put(DEFAULT_BUS, event),
    call: inProcess(operations),
    start() {
      queue.start();
      for (const rule of store.allRules()) scheduler.update(rule, true);
    },
    get pending() {
      return queue.pending;
    },
    close() {
      scheduler.close();
      queue.close();
    },
  };
}

const withAccess = (runs: Runs, place: Place): Operations =>
  Object.fromEntries(
    Object.entries(runs).map(([name, run]) => {
      return [name, { access: (input: JsonObject) => ruleAccess(name, input, place), ...run }];
    }),
  );

function putAccess(input: JsonObject, place: Place): Access[] {
  return entriesOf(input).map((entry) => ({
    action: 'events:PutEvents',
    resource: busArn(place, busName(typeof entry.EventBusName === 'string' ? entry.EventBusName : undefined)),
    context: { 'events:source': String(entry.Source ?? ''), 'events:detail-type': String(entry.DetailType ?? '') },
  }));
}
