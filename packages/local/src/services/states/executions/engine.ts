import type { Resumed } from '@safelight/asl/execution/options';
import type { KeepNote } from '@safelight/asl/execution/resume/state-note';
import type { Identity } from '@safelight/asl/execution/run';
import type { HistoryEvent } from '@safelight/asl/history/events';
import type { Json } from '@safelight/asl/json';
import type { Ports } from '@safelight/asl/ports';
import type { TraceHeader } from '#local/metrics/tracing/trace-header.ts';
import type { MachineType, Revision } from '#services/states/machines/machine.ts';

/** An execution as the engine is asked for it. */
export interface RunRequest {
  readonly revision: Revision;
  readonly type: MachineType;
  readonly identity: Identity;
  readonly input: Json;
  readonly ports: Ports;
  readonly onEvent: (event: HistoryEvent) => void;
  /** The events so far, when an execution is redriven. */
  readonly earlier?: readonly HistoryEvent[];
  /** Keeps what going on with it would take. */
  readonly onNote?: KeepNote;
  /** What an earlier process left of it. */
  readonly resume?: Resumed;
  /** The trace that it is of; absent where it is of none. */
  readonly trace?: TraceHeader;
}

/** The output is JSON text. */
export type RunResult =
  | { readonly status: 'SUCCEEDED'; readonly output: string }
  | { readonly status: 'FAILED' | 'TIMED_OUT' | 'ABORTED'; readonly error?: string; readonly cause?: string };

export interface RunHandle {
  readonly done: Promise<RunResult>;
  /** Ends it as ABORTED. */
  stop(failure: { readonly error?: string; readonly cause?: string }): void;
}

/** Starts the engine. */
export type RunMachine = (request: RunRequest) => RunHandle;
