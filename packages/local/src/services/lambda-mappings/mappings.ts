import type { Clock } from '@safelight/asl/clock';
import type { Ids, Place, Random } from '@safelight/asl/identity';
import type { JsonObject } from '@safelight/asl/json';
import type { Access, Authorize } from '#gateway/service.ts';
import type { RecordMetric } from '#local/metrics/metric.ts';
import type { TraceHeader } from '#local/metrics/tracing/trace-header.ts';
import { createSignal } from '#local/turns/signal.ts';
import type { EventSourceMapping } from '#services/lambda/event-source-mapping.ts';
import type { Deliver } from '#services/lambda/events/delivery.ts';
import type { InvokeAnswer } from '#services/lambda-mappings/batch-processor.ts';
import { checkMapping, isQueue } from '#services/lambda-mappings/check-mapping.ts';
import { openCheckpoints } from '#services/lambda-mappings/checkpoints.ts';
import { pollQueue } from '#services/lambda-mappings/queue-poller.ts';
import { pollStream } from '#services/lambda-mappings/stream-poller.ts';
import type { Database } from '#store/database.ts';

type Call = (operation: string, input: JsonObject) => Promise<JsonObject>;

export interface MappingDeps {
  /** Where positions in streams are kept. */
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly random: Random;
  readonly place: Place;
  readonly authorize: Authorize;
  readonly dynamodb: { readonly call: Call; watch(streamArn: string, changed: () => void): () => void };
  readonly sqs: { readonly call: Call };
  /** Lambda's own invocation, for messages that carry tracing headers. Rejects when the function is throttled or gone. */
  readonly invoke: (functionArn: string, payload: string, carried?: readonly TraceHeader[]) => Promise<InvokeAnswer>;
  /** Sends to queues and topics in the name of a role. */
  readonly deliver: Deliver;
  readonly report: (line: string) => void;
  /** Where metrics go. */
  readonly record: RecordMetric;
}

/** Everything that feeds functions from streams and queues. */
export interface StreamMappings {
  /** Keeps a mapping; a mapping of the same id is replaced. Throws an error that names what is not supported. */
  add(mapping: EventSourceMapping): void;
  /** Ends its polling; what it was about to read others may. */
  remove(uuid: string): void;
  /** Begins to poll: once functions and sources are there. */
  start(): void;
  /** Ends polling. What was read and is not done with is read again by the next run. */
  close(): void;
}

export function createStreamMappings(deps: MappingDeps): StreamMappings {
  const mappings = new Map<string, EventSourceMapping>();
  let isStarted = false;
  const checkpoints = openCheckpoints(deps.database);

  function tellFailure({ onFailureArn, roleArn }: EventSourceMapping, body: string): Promise<void> {
    return onFailureArn === undefined
      ? Promise.resolve()
      : deps.deliver({ targetArn: onFailureArn, roleArn, body, attributes: {} });
  }

  /** Calls are made in process for speed, but in the role of the function, which must be allowed to. */
  const inRole =
    ({ roleArn, eventSourceArn, uuid }: EventSourceMapping, service: string, call: Call): Call =>
    async (operation, input) => {
      const principal = { kind: 'role', roleArn, sessionName: `mapping-${uuid}`.slice(0, 64) } as const;
      const access: Access = { action: `${service}:${operation.replace(/Batch$/, '')}`, resource: eventSourceArn };
      deps.authorize(principal, access);
      return call(operation, input);
    };

  function poll(mapping: EventSourceMapping, signal: AbortSignal): Promise<void> {
    if (isQueue(mapping)) return pollQueue(mapping, { ...deps, signal, call: inRole(mapping, 'sqs', deps.sqs.call) });
    const changed = createSignal();
    deps.dynamodb.watch(mapping.eventSourceArn, changed.notify);
    const call = inRole(mapping, 'dynamodb', deps.dynamodb.call);
    return pollStream(mapping, { ...deps, signal, checkpoints, changed, call, tellFailure });
  }

  const pollers = createPollers(poll);
  return {
    add(mapping) {
      checkMapping(mapping);
      mappings.set(mapping.uuid, mapping);
      if (isStarted) pollers.begin(mapping);
    },
    remove(uuid) {
      pollers.end(uuid);
      mappings.delete(uuid);
    },
    start() {
      isStarted = true;
      for (const mapping of mappings.values()) pollers.begin(mapping);
    },
    close: pollers.close,
  };
}

type Poll = (mapping: EventSourceMapping, signal: AbortSignal) => Promise<void>;

/** One for each mapping: begun again, it has ended before. */
function createPollers(poll: Poll) {
  const running = new Map<string, AbortController>();
  const end = (uuid: string) => {
    running.get(uuid)?.abort();
    running.delete(uuid);
  };
  return {
    begin(mapping: EventSourceMapping): void {
      end(mapping.uuid);
      if (!mapping.enabled) return;
      const closing = new AbortController();
      running.set(mapping.uuid, closing);
      void poll(mapping, closing.signal);
    },
    end,
    close(): void {
      for (const uuid of running.keys()) end(uuid);
    },
  };
}
