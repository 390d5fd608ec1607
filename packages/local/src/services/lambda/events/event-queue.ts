import type { Clock } from '@safelight/asl/clock';
import type { RecordMetric } from '#local/metrics/metric.ts';
import { publisher } from '#local/metrics/publish.ts';
import type { AsyncInvoker } from '#services/lambda/events/async-invoker.ts';
import { accepted, type PendingEvent, parsePendingEvent } from '#services/lambda/events/pending-event.ts';
import type { Invocation } from '#services/lambda/invocation/executor.ts';
import type { LambdaFunction } from '#services/lambda/lambda-function.ts';
import type { Database } from '#store/database.ts';
import { openDocuments } from '#store/documents.ts';
import { isClosed } from '#store/errors.ts';

/** Events for functions, kept from their acceptance until they are done or given up. */
export interface EventQueue {
  add(lambda: LambdaFunction, invocation: Invocation): void;
  /** Goes on with what an earlier run left: once the functions are there. */
  start(): void;
  /** Begins no more attempts; what is left stays. */
  close(): void;
}

interface EventQueueDeps {
  readonly database: Database;
  readonly clock: Clock;
  /** Throws when the function is gone. */
  readonly find: (functionName: string) => LambdaFunction;
  readonly invoke: AsyncInvoker;
  readonly log: (line: string) => void;
  readonly record: RecordMetric;
}

export function openEventQueue({ database, clock, find, invoke, log, record }: EventQueueDeps): EventQueue {
  const kept = openDocuments(database, 'lambda_events', parsePendingEvent);
  const left = kept.all();
  const closing = new AbortController();
  const progress = { stopped: closing.signal, note: (pending: PendingEvent) => kept.write(pending.id, pending) };

  async function work(pending: PendingEvent): Promise<void> {
    try {
      await database.committed();
      await invoke(find(pending.functionName), pending, progress);
    } catch (error) {
      if (closing.signal.aborted || isClosed(error)) return;
      log(`${pending.functionName}: an event was lost: ${error}`);
    }
    if (!closing.signal.aborted) kept.remove(pending.id);
  }

  return {
    add({ name }, invocation) {
      const pending = accepted(name, invocation, clock.now());
      kept.write(pending.id, pending);
      publisher('functions', record)('AsyncEventsReceived', name, 1);
      void work(pending);
    },
    start() {
      for (const pending of left) void work(pending);
    },
    close: () => closing.abort(),
  };
}
