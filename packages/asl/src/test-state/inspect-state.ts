import type { Json } from '#asl/json.ts';
import { asFailure, StatesError } from '../error.ts';
import type { Inspection, InspectOptions, Inspector, StateRun } from '../execution/inspection.ts';
import type { Run } from '../execution/run.ts';
import { StateExecution } from '../execution/state-execution.ts';
import { rootThread } from '../execution/thread.ts';
import { History } from '../history/history.ts';
import type { Machine } from '../machine.ts';
import { payloadOf } from '../payload.ts';
import type { Ports } from '../ports.ts';

/** The Context object of a state that runs by itself. */
const IDENTITY = {
  executionArn: 'arn:aws:states:us-east-1:000000000000:execution:TestState:test-state',
  executionName: 'test-state',
  roleArn: '',
  stateMachineArn: 'arn:aws:states:us-east-1:000000000000:stateMachine:TestState',
  stateMachineName: 'TestState',
  redriveCount: 0,
} as const;

/**
 * Runs one state of a machine, as TestState does: it neither waits, nor retries, nor goes on. `inspector` is told how
 * the state treats its data. Causes do not say in which state they happened.
 * Rejects with a RangeError where the machine has no such state.
 */
export async function inspectState(
  machine: Machine,
  options: InspectOptions,
  ports: Ports,
  inspector: Inspector,
): Promise<StateRun> {
  const state = machine.states.get(options.stateName);
  if (state === undefined) throw new RangeError(`There is no state '${options.stateName}'`);
  let retried = false;
  const note = (step: Inspection): void => {
    retried ||= step.errorDetails?.retryBackoffIntervalSeconds !== undefined;
    inspector.note(step);
  };
  const thread = rootThread(runOf(options, ports, inspector, note));
  thread.variables = options.variables ?? {};
  try {
    const execution = new StateExecution(thread, state, payloadOf(options.input));
    const outcome = await state.program(execution);
    if (outcome.kind === 'result') return { kind: 'end', output: outcome.output.value, ...caught(execution) };
    return { kind: 'next', nextState: outcome.to.name, output: outcome.output.value, ...caught(execution) };
  } catch (error) {
    const failure = asFailure(error);
    if (!(failure instanceof StatesError)) throw failure;
    return { kind: retried ? 'retry' : 'failed', failure };
  }
}

/** A state that was left by a catcher says what was caught. */
const caught = ({ failure }: StateExecution): { caught?: StatesError } =>
  failure === undefined ? {} : { caught: failure };

function runOf(options: InspectOptions, ports: Ports, inspector: Inspector, note: (step: Inspection) => void): Run {
  const input: Json = options.input;
  return {
    identity: { ...IDENTITY, roleArn: options.roleArn ?? '', startTime: ports.clock.now() },
    type: 'STANDARD',
    input,
    ports,
    history: new History({ clock: ports.clock, limit: Number.POSITIVE_INFINITY, listener: undefined, keep: false }),
    inspection: { note, work: inspector.work, context: options.context, retryCount: options.retryCount ?? 0 },
  };
}
