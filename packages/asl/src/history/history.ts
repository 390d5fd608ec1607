import type { Clock } from '#asl/clock.ts';
import type { DetailsName, EventDetails, EventType, HistoryEvent } from './events.ts';

/** Receives each event as it happens. */
export type HistoryListener = (event: HistoryEvent) => void;

/** Thrown when one more event would exceed the limit; the execution ends with the event that is left for it. */
export class HistoryLimitExceeded extends Error {
  override readonly name = 'HistoryLimitExceeded';
}

type Appended = Pick<HistoryEvent, 'timestamp' | 'type' | 'id' | 'previousEventId'> & Record<string, unknown>;

/** The append-only record of one execution. */
export class History {
  readonly #clock: Clock;
  readonly #limit: number;
  readonly #listener: HistoryListener | undefined;
  readonly #events: HistoryEvent[] | undefined;
  #lastId: number;
  #lastTimestamp: number | undefined;

  constructor(options: {
    readonly clock: Clock;
    /** Most events, the last one included. */
    readonly limit: number;
    readonly listener?: HistoryListener | undefined;
    /** False where nobody will ask: events then go to the listener only. */
    readonly keep: boolean;
    /** Events of earlier runs, when an execution is redriven. */
    readonly earlier?: readonly HistoryEvent[] | undefined;
  }) {
    this.#clock = options.clock;
    this.#limit = options.limit;
    this.#listener = options.listener;
    this.#events = options.keep ? [...(options.earlier ?? [])] : undefined;
    this.#lastId = options.earlier?.at(-1)?.id ?? 0;
  }

  /** Id of the event that was appended last; 0 where there is none. */
  get lastId(): number {
    return this.#lastId;
  }

  /** Time of the event that this run appended last, in milliseconds since the epoch; now where there is none. */
  get lastTimestamp(): number {
    return this.#lastTimestamp ?? this.#now();
  }

  get events(): readonly HistoryEvent[] {
    return this.#events ?? [];
  }

  /**
   * Appends an event and answers its id.
   * @param timestamp now, but for one of the same moment as the one before it (`lastTimestamp`), such as a state that is entered
   *   when another was left
   */
  add<Name extends DetailsName>(
    type: EventType,
    previousEventId: number,
    name?: Name,
    details?: NonNullable<EventDetails[Name]>,
    timestamp = this.#now(),
  ): number {
    if (this.#lastId + 1 >= this.#limit) throw new HistoryLimitExceeded();
    return this.#append(timestamp, type, previousEventId, name, details);
  }

  /** Appends the event that ends the execution: there is always room for it. */
  end<Name extends DetailsName>(
    type: EventType,
    previousEventId: number,
    name?: Name,
    details?: NonNullable<EventDetails[Name]>,
  ): number {
    return this.#append(this.#now(), type, previousEventId, name, details);
  }

  #now(): number {
    this.#lastTimestamp = this.#clock.now();
    return this.#lastTimestamp;
  }

  #append(
    timestamp: number,
    type: EventType,
    previousEventId: number,
    name: DetailsName | undefined,
    details: object | undefined,
  ): number {
    this.#lastId += 1;
    const id = this.#lastId;
    const event: Appended = { timestamp, type, id, previousEventId };
    // Not as `[name]: details` in the literal, which V8 defines by a slow call: that was a third of an execution's time.
    if (name !== undefined) event[name] = details;
    this.#events?.push(event);
    this.#listener?.(event);
    return id;
  }
}
