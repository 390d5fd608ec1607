import type { Json, JsonObject } from '#asl/json.ts';
import type { ErrorOutput } from '../error.ts';
import { OutputTooLarge, QUERY_ERROR, RUNTIME_ERROR, StatesError } from '../error.ts';
import { COMPLETE, type DetailsName, type EventDetails, type EventType } from '../history/events.ts';
import type { Budget } from '../language/budget.ts';
import type { Exited } from '../language/language.ts';
import { exceedsPayloadLimit, PAYLOAD_LIMIT, type Payload, payloadOf } from '../payload.ts';
import { contextOf } from './context.ts';
import type { EvaluationContext, EvaluationPorts, Variables } from './evaluation-context.ts';
import type { Inspection } from './inspection.ts';
import { isCertainlyLarger } from './json-size.ts';
import type { CompiledState } from './program.ts';
import type { RedrivenMapRun } from './redrive/map-run.ts';
import { type Replay, replayOf } from './resume/replay.ts';
import type { StateNote } from './resume/state-note.ts';
import type { StateRecord } from './resume/thread-record.ts';
import type { Thread } from './thread.ts';
import { assignVariables, textsOf } from './variables.ts';

/** A state from being entered to being left. */
export class StateExecution implements EvaluationContext {
  readonly thread: Thread;
  readonly state: CompiledState;
  readonly payload: Payload;
  readonly enteredTime: number;
  readonly enteredId: number;
  /** What the state's own StateEntered event follows. */
  readonly enteredFrom: number;
  result: Json | undefined;
  errorOutput: ErrorOutput | undefined;
  budget: Budget | undefined;
  /** Results of parts that need not run again, in the first state of a redriven execution. */
  completed: ReadonlyMap<number, Payload> | undefined;
  /** The map run to go on with, likewise. */
  mapRun: RedrivenMapRun | undefined;
  /** What a catcher took care of. */
  failure: StatesError | undefined;
  retryCount = 0;
  /** Whether it was a branch or an item that failed, not the state by itself. */
  hasFailedInside = false;
  taskToken: string | undefined;
  /** What it did before its process ended, in the attempt that it was in. */
  replay: Replay | undefined;
  note: StateNote | undefined;
  #context: JsonObject | undefined;

  /** @param record of a state that was entered before its process ended */
  constructor(thread: Thread, state: CompiledState, payload: Payload, record?: StateRecord) {
    this.thread = thread;
    this.state = state;
    this.payload = payload;
    this.enteredFrom = record?.entered.previousEventId ?? thread.cursor;
    this.completed = thread.completed;
    this.mapRun = thread.mapRun;
    thread.completed = undefined;
    thread.mapRun = undefined;
    thread.execution = this;
    this.enteredId = record?.entered.id ?? this.#enter();
    this.enteredTime = record?.entered.timestamp ?? thread.run.history.lastTimestamp;
    if (record !== undefined) this.#resume(record);
  }

  #enter(): number {
    const { thread } = this;
    thread.cancellation.throwIfCancelled();
    const { history } = thread.run;
    const details = { name: this.state.name, input: this.payload.text, inputDetails: COMPLETE };
    const { entered } = this.state;
    thread.cursor = history.add(entered, thread.cursor, 'stateEnteredEventDetails', details, history.lastTimestamp);
    return thread.cursor;
  }

  #resume(record: StateRecord): void {
    const note = this.thread.run.notes?.get(this.enteredId) ?? {};
    this.note = note;
    this.replay = replayOf(record, note);
    this.thread.cursor = note.retries?.follows ?? this.enteredId;
    if (note.retries !== undefined) this.#retry(note.retries.counts);
  }

  /** Another attempt begins, after so many retries by each retrier: what there is of the ones before counts no more. */
  beginAgain(counts: readonly number[]): void {
    this.replay = undefined;
    this.#retry(counts);
  }

  #retry(counts: readonly number[]): void {
    this.retryCount = counts.reduce((total, count) => total + count, 0);
    this.completed = undefined;
    this.mapRun = undefined;
    this.result = undefined;
    this.forgetContext();
  }

  /** Keeps what going on with this state would take. */
  keep(change: StateNote): void {
    this.note = { ...this.note, ...change };
    this.thread.run.keepNote?.(this.enteredId, this.note);
  }

  get input(): Json {
    return this.payload.value;
  }

  get variables(): Variables {
    return this.thread.variables;
  }

  get ports(): EvaluationPorts {
    return this.thread.run.ports;
  }

  get context(): JsonObject {
    this.#context ??= contextOf(this);
    return this.#context;
  }

  /** Something that the Context object shows has changed. */
  forgetContext(): void {
    this.#context = undefined;
  }

  /** Appends an event after the last one of this line of control. */
  record<Name extends DetailsName>(type: EventType, name?: Name, details?: NonNullable<EventDetails[Name]>): number {
    const { thread } = this;
    thread.cancellation.throwIfCancelled();
    thread.cursor = this.replay?.take(type) ?? thread.run.history.add(type, thread.cursor, name, details);
    return thread.cursor;
  }

  /** Appends an event that the next one will not follow. */
  recordAside<Name extends DetailsName>(
    type: EventType,
    name?: Name,
    details?: NonNullable<EventDetails[Name]>,
  ): number {
    const { thread } = this;
    thread.cancellation.throwIfCancelled();
    return this.replay?.take(type) ?? thread.run.history.add(type, thread.cursor, name, details);
  }

  /** Told of each step of the data flow, where somebody looks. */
  get noting(): ((step: Inspection) => void) | undefined {
    return this.thread.run.inspection?.note;
  }

  runtimeError(message: string): StatesError {
    return new StatesError(RUNTIME_ERROR, this.#located(message));
  }

  queryError(message: string, field: string): StatesError {
    const failure = new StatesError(QUERY_ERROR, this.#located(message));
    const { thread } = this;
    // AWS evaluates before it considers the state entered.
    if (thread.cursor === this.enteredId) thread.cursor = this.enteredFrom;
    this.record('EvaluationFailed', 'evaluationFailedEventDetails', {
      error: QUERY_ERROR,
      cause: failure.cause ?? '',
      location: field,
      state: this.state.name,
    });
    return failure;
  }

  /** Assigns, records that the state is left, and answers what it hands on. `known` spares making a text again. */
  leave({ output, assigned }: Exited, known?: Payload): Payload {
    const payload = this.#payloadOf(output, known);
    if (exceedsPayloadLimit(payload.text)) throw new OutputTooLarge(this.state.name);
    if (assigned !== undefined) this.thread.variables = assignVariables(this.thread.variables, assigned, this);
    this.noting?.({ variables: this.thread.variables });
    const { exited, name } = this.state;
    if (exited === undefined) return payload;
    this.record(exited, 'stateExitedEventDetails', {
      name,
      output: payload.text,
      outputDetails: COMPLETE,
      ...(assigned !== undefined &&
        Object.keys(assigned).length > 0 && {
          assignedVariables: textsOf(assigned),
          assignedVariablesDetails: COMPLETE,
        }),
    });
    return payload;
  }

  #payloadOf(output: Json, known: Payload | undefined): Payload {
    if (output === this.payload.value) return this.payload;
    if (known !== undefined && output === known.value) return known;
    if (isCertainlyLarger(output, PAYLOAD_LIMIT)) throw new OutputTooLarge(this.state.name);
    return payloadOf(output);
  }

  #located(message: string): string {
    if (this.thread.run.inspection !== undefined) return message;
    return `An error occurred while executing the state '${this.state.name}' (entered at the event id #${this.enteredId}). ${message}`;
  }
}
