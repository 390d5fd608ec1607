import { COMPLETE, type HistoryEvent } from '../history/events.ts';
import type { Machine } from '../machine.ts';
import { givenPayload, type Payload } from '../payload.ts';
import type { Eventual } from './eventual.ts';
import type { ExecuteOptions } from './options.ts';
import { findResumePoint } from './redrive/resume-point.ts';
import { goOn } from './resume/go-on.ts';
import { readThreads } from './resume/read-threads.ts';
import type { Run } from './run.ts';
import { runStates } from './run-states.ts';
import type { Thread } from './thread.ts';

/** How an execution gets going: runs its states on its own line of control. */
export type Beginning = (root: Thread) => Eventual<Payload>;

/** From its start, from where it failed, or from where its process ended. */
export function beginningOf(machine: Machine, { redrive, resume }: ExecuteOptions): Beginning {
  // What ended before its first event has not begun.
  if (resume !== undefined && resume.events.length > 0) return (root) => goOnAfter(machine, root, resume.events);
  if (redrive !== undefined) return (root) => beginAgain(machine, root, redrive.events);
  return (root) => begin(machine, root);
}

const inputOf = ({ input, inputText }: Run): Payload =>
  inputText === undefined ? givenPayload(input) : { value: input, text: inputText };

function begin(machine: Machine, root: Thread): Eventual<Payload> {
  const input = inputOf(root.run);
  root.run.history.add('ExecutionStarted', 0, 'executionStartedEventDetails', {
    input: input.text,
    inputDetails: COMPLETE,
    roleArn: root.run.identity.roleArn,
  });
  return runStates(machine.start, root, input);
}

function beginAgain(machine: Machine, root: Thread, earlier: readonly HistoryEvent[]): Eventual<Payload> {
  const { history, identity } = root.run;
  const details = { redriveCount: identity.redriveCount };
  const last = earlier.at(-1)?.id ?? 0;
  root.cursor = history.add('ExecutionRedriven', last, 'executionRedrivenEventDetails', details);
  return fromResumePoint(machine, root, earlier);
}

function fromResumePoint(machine: Machine, root: Thread, earlier: readonly HistoryEvent[]): Eventual<Payload> {
  const { state, input, variables, completed, mapRun } = findResumePoint(machine, earlier);
  root.variables = variables;
  root.completed = completed;
  root.mapRun = mapRun;
  return runStates(state, root, input);
}

function goOnAfter(machine: Machine, root: Thread, events: readonly HistoryEvent[]): Eventual<Payload> {
  const record = readThreads(machine, events);
  const redriven = events.findLastIndex(({ type }) => type === 'ExecutionRedriven');
  const earlier = events.slice(0, Math.max(0, redriven));
  if (redriven >= 0 && record.state?.entered.previousEventId === events[redriven]?.id) {
    // The state that an execution was redriven from keeps what it had completed before.
    const { completed, mapRun } = findResumePoint(machine, earlier);
    root.completed = completed;
    root.mapRun = mapRun;
  }
  return goOn(record, root, () => {
    if (redriven >= 0) return fromResumePoint(machine, root, earlier);
    return runStates(machine.start, root, inputOf(root.run));
  });
}
