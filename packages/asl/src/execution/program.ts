import type { StateType, SubMachine } from '../definition/types.ts';
import type { EventType } from '../history/events.ts';
import type { Language } from '../language/language.ts';
import type { Payload } from '../payload.ts';
import type { Eventual } from './eventual.ts';
import type { StateExecution } from './state-execution.ts';

/** How a state ends when it does not fail: with a state to go on with, or with the result of its line of control. */
export type StateOutcome =
  | { readonly kind: 'jump'; readonly to: CompiledState; readonly output: Payload }
  | { readonly kind: 'result'; readonly output: Payload };

/** What a state does each time it is entered. Failures are thrown as `StatesError`s. */
export type Program = (execution: StateExecution) => Eventual<StateOutcome>;

export interface CompiledState {
  readonly name: string;
  readonly type: StateType;
  readonly entered: EventType;
  /** Absent for Fail, which is never left. */
  readonly exited: EventType | undefined;
  readonly program: Program;
  /** The branches of a Parallel state, the item processor of a Map. */
  readonly inner: readonly CompiledStates[];
}

/** The states of a machine, a branch or an item processor. */
export interface CompiledStates {
  readonly start: CompiledState;
  readonly states: ReadonlyMap<string, CompiledState>;
}

/** Where a state goes when it is done. */
export type Transition = (output: Payload) => StateOutcome;

/** What compiling a state may use. */
export interface Build {
  readonly name: string;
  readonly language: Language;
  /** The state that `Next`, a choice rule or a catcher names. */
  to(name: string): Transition;
  /** By `Next` or `End`. */
  transition(state: { readonly Next?: string; readonly End?: boolean }): Transition;
  /** A branch or an item processor, with a query language of its own if it states one. */
  states(machine: SubMachine): CompiledStates;
}

/** A state type: turns a state of a definition into a program, once. */
export type StateKind<S> = (state: S, build: Build) => Program;
