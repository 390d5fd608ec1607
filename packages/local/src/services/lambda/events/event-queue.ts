import type { Clock } from '@safelight/asl/clock';
import { openJournal } from '#local/delivery/journal.ts';
import type { AsyncInvoker } from '#services/lambda/events/async-invoker.ts';
import { accepted, type PendingEvent, parsePendingEvent } from '#services/lambda/events/pending-event.ts';
import type { Invocation } from '#services/lambda/invocation/executor.ts';
import type { LambdaFunction } from '#services/lambda/lambda-function.ts';

/** Events for functions, on disk from their acceptance until they are done or given up. */
export interface EventQueue {
  add(lambda: LambdaFunction, invocation: Invocation): void;
  /** Goes on with what an earlier run left: once the functions are there. */
  start(): void;
  /** Begins no more attempts; what is left stays on disk. */
  close(): void;
}

interface EventQueueDeps {
  readonly file: string;
  readonly clock: Clock;
  /** Throws when the function is gone. */
  readonly find: (functionName: string) => LambdaFunction;
  readonly invoke: AsyncInvoker;
  readonly log: (line: string) => void;
}

export function openEventQueue({ file, clock, find, invoke, log }: EventQueueDeps): EventQueue {
  const { journal, left } = openJournal(file, parsePendingEvent);
  const closing = new AbortController();
  const progress = { stopped: closing.signal, note: (pending: PendingEvent) => journal.put([pending]) };

  async function work(pending: PendingEvent): Promise<void> {
    try {
      await invoke(find(pending.functionName), pending, progress);
    } catch (error) {
      if (closing.signal.aborted) return;
      log(`${pending.functionName}: an event was lost: ${error}`);
    }
    journal.remove(pending.id);
  }

  return {
    add({ name }, invocation) {
      const pending = accepted(name, invocation, clock.now());
      journal.put([pending]);
      void work(pending);
    },
    start() {
      for (const pending of left) void work(pending);
    },
    close: () => closing.abort(),
  };
}
