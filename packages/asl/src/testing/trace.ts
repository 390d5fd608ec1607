import type { StateType } from '../definition/types.ts';
import type { FailureDetails, HistoryEvent } from '../history/events.ts';
import {
  failureOf,
  fanOutOf,
  isAttempt,
  isExit,
  isFailure,
  isSuccess,
  resourceOf,
  stateNamed,
  stateTypeOf,
} from './event-kinds.ts';

/** One execution of a state, as its history tells it. Times are in milliseconds since the execution began. */
export interface Step {
  readonly name: string;
  readonly type: StateType;
  readonly enteredAt: number;
  readonly attempts: readonly Attempt[];
  /** What it was calling, such as `lambda:invoke`; undefined for states that call nothing. */
  readonly resource: string | undefined;
  readonly lines: readonly Line[];
  /** Undefined when the state was never left. */
  readonly exitedAt: number | undefined;
  /** Set when the state did not do what it was to do, whether that was caught or not. */
  readonly failure: FailureDetails | undefined;
  /** The state that was entered after it; undefined when its line of control ended with it. */
  readonly next: string | undefined;
}

export interface Attempt {
  readonly startedAt: number;
  /** How long Retry waited before it; undefined for the first. */
  readonly waited: number | undefined;
  readonly failure: FailureDetails | undefined;
}

/** What runs inside a Map or Parallel state: one iteration or branch, of one attempt. */
export interface Line {
  /** Index of the iteration; undefined for a branch. */
  readonly item: number | undefined;
  readonly steps: readonly Step[];
}

interface Draft extends Omit<Mutable<Step>, 'attempts' | 'lines'> {
  readonly attempts: Mutable<Attempt>[];
  readonly lines: DraftLine[];
  readonly parent: DraftLine;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

interface DraftLine {
  readonly item: number | undefined;
  readonly steps: Draft[];
  readonly owner: Draft | undefined;
}

/** The line of control that an event belongs to, and the latest step of it. */
interface Place {
  readonly line: DraftLine;
  readonly step: Draft | undefined;
}

/** Reads a history into the path that was taken: the steps of the execution itself, with those of branches inside. */
export function traceOf(events: readonly HistoryEvent[], children: readonly ChildHistory[] = []): readonly Step[] {
  return new Tracer(events, children, events[0]?.timestamp ?? 0).root.steps;
}

/** A child execution of a distributed Map, in the order in which they were started. */
export interface ChildHistory {
  readonly mapRunArn: string;
  readonly events: readonly HistoryEvent[];
}

class Tracer {
  readonly root: DraftLine = { item: undefined, steps: [], owner: undefined };
  readonly #start: number;
  readonly #children: readonly ChildHistory[];
  readonly #places = new Map<number, Place>();
  readonly #times = new Map<number, number>();
  /** By name: an evaluation that failed says where it happened, but not what it follows. */
  readonly #latest = new Map<string, Draft>();

  constructor(events: readonly HistoryEvent[], children: readonly ChildHistory[], start: number) {
    this.#start = start;
    this.#children = children;
    for (const event of events) this.#read(event);
  }

  #read(event: HistoryEvent): void {
    this.#times.set(event.id, event.timestamp);
    const before = this.#places.get(event.previousEventId) ?? { line: this.root, step: undefined };
    this.#places.set(event.id, this.#placeOf(event, before));
  }

  #placeOf(event: HistoryEvent, before: Place): Place {
    const entered = event.stateEnteredEventDetails;
    if (entered !== undefined) return this.#enter(event, entered.name, before);
    if (event.type === 'MapIterationStarted') {
      const owner = enclosing(before, (step) => step.type === 'Map');
      const line: DraftLine = { item: event.mapIterationStartedEventDetails?.index, steps: [], owner };
      owner?.lines.push(line);
      return { line, step: undefined };
    }
    const step = enclosing(before, isSubjectOf(event)) ?? this.#latest.get(stateNamed(event) ?? '');
    if (step !== undefined) this.#note(event, step);
    return step === undefined ? before : { line: step.parent, step };
  }

  #enter(event: HistoryEvent, name: string, before: Place): Place {
    const line = this.#lineFor(before);
    const step: Draft = {
      name,
      type: stateTypeOf(event),
      enteredAt: event.timestamp - this.#start,
      attempts: [],
      resource: undefined,
      lines: [],
      exitedAt: undefined,
      failure: undefined,
      next: undefined,
      parent: line,
    };
    if (before.step?.parent === line) before.step.next = name;
    line.steps.push(step);
    this.#latest.set(name, step);
    return { line, step };
  }

  /** A state that follows a Parallel state's start begins a branch; any other goes on where the one before it was. */
  #lineFor({ line, step }: Place): DraftLine {
    if (step === undefined || step.exitedAt !== undefined) return line;
    const branch: DraftLine = { item: undefined, steps: [], owner: step };
    step.lines.push(branch);
    return branch;
  }

  #childLines(mapRunArn: string | undefined): DraftLine[] {
    const children = this.#children.filter((child) => child.mapRunArn === mapRunArn);
    return children.map(({ events }, item) => ({ ...new Tracer(events, this.#children, this.#start).root, item }));
  }

  #note(event: HistoryEvent, step: Draft): void {
    const at = event.timestamp - this.#start;
    if (isAttempt(event)) {
      const waited = event.timestamp - (this.#times.get(event.previousEventId) ?? event.timestamp);
      step.attempts.push({
        startedAt: at,
        waited: step.attempts.length === 0 ? undefined : waited,
        failure: undefined,
      });
      step.resource = resourceOf(event) ?? step.resource;
      step.failure = undefined;
    }
    if (event.type === 'MapRunStarted')
      step.lines.push(...this.#childLines(event.mapRunStartedEventDetails?.mapRunArn));
    if (event.type === 'EvaluationFailed') beginUnscheduled(step, at);
    if (isFailure(event)) fail(step, failureOf(event) ?? step.failure ?? {});
    if (isSuccess(event)) succeed(step);
    if (isExit(event)) step.exitedAt = at;
  }
}

/** A failure is also that of the states around it, until one of them goes on. */
function fail(step: Draft, failure: FailureDetails): void {
  for (let at: Draft | undefined = step; at !== undefined; at = at.parent.owner) {
    at.failure = failure;
    const attempt = at.attempts.at(-1);
    if (attempt !== undefined) attempt.failure = failure;
  }
}

/** Arguments that cannot be evaluated fail an attempt before it is scheduled. */
function beginUnscheduled({ attempts }: Draft, at: number): void {
  const last = attempts.at(-1);
  if (last === undefined || last.failure !== undefined) {
    attempts.push({ startedAt: at, waited: last && at - last.startedAt, failure: undefined });
  }
}

function succeed(step: Draft): void {
  step.failure = undefined;
  const attempt = step.attempts.at(-1);
  if (attempt !== undefined) attempt.failure = undefined;
}

/** Which of the steps around the event before it an event is about. */
function isSubjectOf(event: HistoryEvent): (step: Draft) => boolean {
  const name = stateNamed(event);
  if (name !== undefined) return (step) => step.name === name && step.exitedAt === undefined;
  const type = fanOutOf(event);
  return (step) => type === undefined || (step.type === type && step.exitedAt === undefined);
}

function enclosing({ line, step: latest }: Place, is: (step: Draft) => boolean) {
  let step = latest ?? line.owner;
  while (step !== undefined && !is(step)) step = step.parent.owner;
  return step;
}
