import type { Json, JsonObject } from '#asl/json.ts';
import type { History } from '../history/history.ts';
import type { Ports } from '../ports.ts';
import type { Inspection, Inspector } from './inspection.ts';
import type { KeepNote, StateNotes } from './resume/state-note.ts';

export type ExecutionType = 'STANDARD' | 'EXPRESS';

/** Identity of an execution: what the Context object and events say of it. */
export interface Identity {
  readonly executionArn: string;
  readonly executionName: string;
  readonly roleArn: string;
  readonly stateMachineArn: string;
  readonly stateMachineName: string;
  /** Milliseconds since the epoch. */
  readonly startTime: number;
  readonly redriveCount: number;
  /** Milliseconds since the epoch, when it has been redriven. */
  readonly redriveTime?: number;
}

/** One execution under way: what all its states share. */
export interface Run {
  readonly identity: Identity;
  readonly type: ExecutionType;
  readonly input: Json;
  /** Its JSON text; absent where nobody has written it yet. */
  readonly inputText?: string | undefined;
  readonly ports: Ports;
  readonly history: History;
  /** Keeps what going on with it would take; absent where nobody will. */
  readonly keepNote?: KeepNote | undefined;
  /** What was kept, where it goes on after its process ended. */
  readonly notes?: StateNotes | undefined;
  /** Set when a single state is inspected: it then neither waits nor goes on. */
  readonly inspection?: Inspected;
}

export interface Inspected {
  readonly note: (step: Inspection) => void;
  readonly work: Inspector['work'];
  /** Takes the place of the engine's Context object. */
  readonly context: JsonObject | undefined;
  readonly retryCount: number;
}
