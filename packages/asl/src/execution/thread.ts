import type { Json } from '#asl/json.ts';
import type { Payload } from '../payload.ts';
import { CancellationScope } from './cancellation-scope.ts';
import type { Variables } from './evaluation-context.ts';
import type { RedrivenMapRun } from './redrive/map-run.ts';
import type { Run } from './run.ts';
import type { StateExecution } from './state-execution.ts';

/** The item that a Map iteration works on: `$$.Map.Item`. */
export interface MapItem {
  readonly index: number;
  readonly value: Json;
  /** The member's name, where the items are the members of an object. */
  readonly key?: string;
  /** Where it was read: `STATE_DATA` or an S3 URI. */
  readonly source: string;
}

/** One line of control: an execution's own, a Parallel branch's or a Map iteration's. */
export class Thread {
  readonly run: Run;
  readonly cancellation: CancellationScope;
  readonly item: MapItem | undefined;
  /** The event that the next one follows. */
  cursor: number;
  /** Replaced, never changed, when a state assigns. */
  variables: Variables;
  /** Results of parts of the next state that need not run again, when an execution is redriven. */
  completed: ReadonlyMap<number, Payload> | undefined;
  /** The map run that the next state goes on with, when an execution is redriven. */
  mapRun: RedrivenMapRun | undefined;
  /** States entered so far. */
  transitions = 0;
  /** The state that it is in. */
  execution: StateExecution | undefined;

  constructor(
    run: Run,
    cancellation: CancellationScope,
    start: { cursor: number; variables: Variables; item?: MapItem | undefined },
  ) {
    this.run = run;
    this.cancellation = cancellation;
    this.cursor = start.cursor;
    this.variables = start.variables;
    this.item = start.item;
  }

  /** A line that sees this one's variables; what it assigns stays its own. */
  fork(cancellation: CancellationScope, cursor: number, item: MapItem | undefined = this.item): Thread {
    return new Thread(this.run, cancellation, { cursor, variables: this.variables, item });
  }

  /** Waits, unless the work is given up meanwhile. */
  sleep(milliseconds: number): Promise<void> {
    return this.run.ports.clock.sleep(milliseconds, this.cancellation.signal);
  }

  /** The same until a time, in milliseconds since the epoch, which may have passed. */
  sleepUntil(time: number): Promise<void> {
    return this.sleep(Math.max(0, time - this.run.ports.clock.now()));
  }
}

export const rootThread = (run: Run, cancellation = new CancellationScope()): Thread =>
  new Thread(run, cancellation, { cursor: 0, variables: {} });
