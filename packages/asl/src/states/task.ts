import { isJsonObject, type Json } from '#asl/json.ts';
import type { TaskState } from '../definition/types.ts';
import { chain, type Eventual } from '../execution/eventual.ts';
import type { StateKind, StateOutcome } from '../execution/program.ts';
import type { StateExecution } from '../execution/state-execution.ts';
import type { Language } from '../language/language.ts';
import type { TaskResource } from '../ports.ts';
import { parseResource } from '../tasks/resource.ts';
import { runTask } from '../tasks/run-task.ts';
import { scheduledBefore } from '../tasks/scheduled-before.ts';
import { compileInput, compileSelection } from './input.ts';
import { compileRecovery } from './recovery/recovery.ts';

/** Has work done elsewhere. https://docs.aws.amazon.com/step-functions/latest/dg/state-task.html */
export const taskState: StateKind<TaskState> = (state, build) => {
  const { language } = build;
  const resource = parseResource(state.Resource);
  const attempt = compileAttempt(state, language, resource);
  const exit = language.exit(state);
  const go = build.transition(state);
  const recover = compileRecovery(state, build);
  const work = async (execution: StateExecution): Promise<StateOutcome> => {
    const { subject, result } = await attempt(execution);
    execution.result = result;
    execution.noting?.({ result });
    return go(execution.leave(await exit(execution, subject, result, execution.noting)));
  };
  return (execution) => recover(execution, () => work(execution));
};

type RunAttempt = (execution: StateExecution) => Promise<{ readonly subject: Json; readonly result: Json }>;

function compileAttempt(state: TaskState, language: Language, resource: TaskResource): RunAttempt {
  const select = compileSelection(state, language);
  const input = compileInput(state, language);
  const timeout = language.number({ ...state }, 'TimeoutSeconds', 'timeout');
  const heartbeat = language.number({ ...state }, 'HeartbeatSeconds', 'timeout');
  const credentials = compileCredentials(state, language);
  const hasToken =
    resource.kind === 'activity' || (resource.kind === 'integration' && resource.pattern !== 'requestResponse');
  return async (execution) => {
    if (hasToken) giveToken(execution);
    const subject = await select(execution);
    const scheduled = execution.replay && scheduledBefore(execution.replay);
    if (scheduled !== undefined) return { subject, result: await runTask(execution, { resource, ...scheduled }) };
    const parameters = await input(execution);
    const bounds = {
      timeout: await timeout?.(execution, subject),
      heartbeat: await heartbeat?.(execution, subject),
      credentials: await credentials(execution, subject),
    };
    const mocked = execution.thread.run.inspection?.work;
    if (mocked !== undefined) return { subject, result: await mocked(parameters) };
    return { subject, result: await runTask(execution, { resource, parameters, ...bounds }) };
  };
}

function giveToken(execution: StateExecution): void {
  execution.taskToken = (execution.replay && execution.note?.taskToken) ?? execution.ports.ids.uuid();
  execution.keep({ taskToken: execution.taskToken });
  execution.forgetContext();
}

/** `Credentials` name a role of another account. */
function compileCredentials(
  state: TaskState,
  language: Language,
): (execution: StateExecution, subject: Json) => Eventual<string | undefined> {
  const { Credentials } = state;
  if (Credentials === undefined) return () => undefined;
  const evaluate = language.template(Credentials, 'Credentials');
  return (execution, subject) =>
    chain(evaluate(execution, subject), (value) => {
      if (isJsonObject(value) && typeof value.RoleArn === 'string') return value.RoleArn;
      throw language.misfit(execution, "The field 'Credentials' must have a 'RoleArn' that is a string", 'Credentials');
    });
}
