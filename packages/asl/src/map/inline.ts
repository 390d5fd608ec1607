import type { Json } from '#asl/json.ts';
import { CancellationScope } from '../execution/cancellation-scope.ts';
import { chain, type Eventual, onFailure } from '../execution/eventual.ts';
import { fanOut } from '../execution/fan-out.ts';
import type { CompiledStates } from '../execution/program.ts';
import { endOfLast, goOn, resultOf } from '../execution/resume/go-on.ts';
import type { ThreadRecord } from '../execution/resume/thread-record.ts';
import { runStates } from '../execution/run-states.ts';
import type { StateExecution } from '../execution/state-execution.ts';
import type { MapItem, Thread } from '../execution/thread.ts';
import { listPayload, type Payload, payloadOf } from '../payload.ts';
import { abandonSiblings } from '../states/siblings.ts';
import { STATE_DATA } from './items.ts';

/** Iterations at a time that AWS runs inline, whatever is asked for. */
const MOST_CONCURRENT = 40;

export interface InlineItems {
  readonly items: readonly Json[];
  /** 0 is as many as possible. */
  readonly concurrency: number;
  readonly processor: CompiledStates;
  /** What an iteration gets, when it is not the item itself. */
  readonly select: ((item: MapItem) => Eventual<Json>) | undefined;
}

/** Runs a Map's items within the execution itself. */
export function runInline(execution: StateExecution, map: InlineItems, started: number): Eventual<Payload> {
  const iterations = new Iterations(execution, map, started);
  return chain(
    fanOut(map.items.length, iterations.limit, (index) => iterations.run(index)),
    (payloads) => {
      iterations.finish();
      return listPayload(payloads);
    },
  );
}

/** The iterations of one attempt of a Map state. */
class Iterations {
  readonly limit: number;
  readonly #execution: StateExecution;
  readonly #map: InlineItems;
  readonly #cancellation: CancellationScope;
  readonly #live = new Map<number, Thread>();
  /** What the iterations follow that take over a place from another. */
  readonly #freed: number[];
  readonly #started: number;
  #last: number;

  constructor(execution: StateExecution, map: InlineItems, started: number) {
    this.#execution = execution;
    this.#map = map;
    this.#started = started;
    const { replay } = execution;
    this.#freed = [...(replay?.freed ?? [])];
    this.#last = (replay && endOfLast(replay.threads)) ?? started;
    this.#cancellation = new CancellationScope(execution.thread.cancellation);
    this.limit = map.concurrency > 0 ? Math.min(map.concurrency, MOST_CONCURRENT) : MOST_CONCURRENT;
  }

  run(index: number): Eventual<Payload> {
    const completed = this.#execution.completed?.get(index);
    if (completed !== undefined) return completed;
    const record = this.#execution.replay?.threads.get(index);
    if (record?.hasSucceeded) return resultOf(record);
    const follows = index < this.limit ? this.#started : this.#freed[index - this.limit];
    const item: MapItem = { index, value: this.#map.items[index] ?? null, source: STATE_DATA };
    const thread = this.#execution.thread.fork(this.#cancellation, follows ?? this.#started, item);
    this.#live.set(index, thread);
    return onFailure(
      () => chain(this.#iterate(thread, item, record), (output) => this.#succeeded(thread, index, output)),
      (error) => this.#failed(index, error),
    );
  }

  /** All succeeded: history goes on after the last of them. */
  finish(): void {
    this.#cancellation.release();
    this.#execution.thread.cursor = this.#last;
    this.#execution.recordAside('MapStateSucceeded');
  }

  #iterate(thread: Thread, item: MapItem, record: ThreadRecord | undefined): Eventual<Payload> {
    if (record !== undefined) return goOn(record, thread, () => this.#begin(thread, item));
    const { name } = this.#execution.state;
    thread.cursor = thread.run.history.add('MapIterationStarted', thread.cursor, 'mapIterationStartedEventDetails', {
      name,
      index: item.index,
    });
    return this.#begin(thread, item);
  }

  #begin(thread: Thread, item: MapItem): Eventual<Payload> {
    const { select, processor } = this.#map;
    const input = select === undefined ? item.value : select(item);
    return chain(input, (value) => runStates(processor.start, thread, payloadOf(value)));
  }

  #succeeded(thread: Thread, index: number, output: Payload): Payload {
    this.#cancellation.throwIfCancelled();
    this.#freed.push(thread.cursor);
    this.#live.delete(index);
    const details = { name: this.#execution.state.name, index };
    const { history } = thread.run;
    this.#last = history.add(
      'MapIterationSucceeded',
      thread.cursor,
      'mapIterationSucceededEventDetails',
      details,
      history.lastTimestamp,
    );
    return output;
  }

  #failed(index: number, error: unknown): void {
    const execution = this.#execution;
    const { name } = execution.state;
    abandonSiblings(
      execution,
      this.#cancellation,
      this.#live,
      { index, error },
      {
        failed: (at) =>
          execution.recordAside('MapIterationFailed', 'mapIterationFailedEventDetails', { name, index: at }),
        aborted: (at) =>
          execution.recordAside('MapIterationAborted', 'mapIterationAbortedEventDetails', { name, index: at }),
      },
    );
  }
}
