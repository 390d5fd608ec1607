import { isJsonObject, type Json } from '#asl/json.ts';
import type { TaskState } from '../definition/types.ts';
import { chain, type Eventual } from '../eventual.ts';
import type { Outcome, StateKind } from '../execution/program.ts';
import type { Visit } from '../execution/visit.ts';
import type { Language } from '../language/language.ts';
import type { TaskResource } from '../ports.ts';
import { compileRecovery } from '../recovery/recovery.ts';
import { parseResource } from '../tasks/resource.ts';
import { runTask } from '../tasks/run-task.ts';
import { compileInput, compileSelection } from './input.ts';

/** Has work done elsewhere. https://docs.aws.amazon.com/step-functions/latest/dg/state-task.html */
export const taskState: StateKind<TaskState> = (state, build) => {
  const { language } = build;
  const resource = parseResource(state.Resource);
  const attempt = compileAttempt(state, language, resource);
  const exit = language.exit(state);
  const go = build.transition(state);
  const recover = compileRecovery(state, build);
  const work = async (visit: Visit): Promise<Outcome> => {
    const { subject, result } = await attempt(visit);
    visit.result = result;
    visit.noting?.({ result });
    return go(visit.leave(await exit(visit, subject, result, visit.noting)));
  };
  return (visit) => recover(visit, () => work(visit));
};

type RunAttempt = (visit: Visit) => Promise<{ readonly subject: Json; readonly result: Json }>;

function compileAttempt(state: TaskState, language: Language, resource: TaskResource): RunAttempt {
  const select = compileSelection(state, language);
  const input = compileInput(state, language);
  const timeout = language.number({ ...state }, 'TimeoutSeconds', 'timeout');
  const heartbeat = language.number({ ...state }, 'HeartbeatSeconds', 'timeout');
  const credentials = compileCredentials(state, language);
  const hasToken =
    resource.kind === 'activity' || (resource.kind === 'integration' && resource.pattern !== 'requestResponse');
  return async (visit) => {
    if (hasToken) giveToken(visit);
    const subject = await select(visit);
    const parameters = await input(visit);
    const bounds = {
      timeout: await timeout?.(visit, subject),
      heartbeat: await heartbeat?.(visit, subject),
      credentials: await credentials(visit, subject),
    };
    const mocked = visit.thread.run.inspection?.work;
    if (mocked !== undefined) return { subject, result: await mocked(parameters) };
    return { subject, result: await runTask(visit, { resource, parameters, ...bounds }) };
  };
}

function giveToken(visit: Visit): void {
  visit.taskToken = visit.ports.ids.uuid();
  visit.forgetContext();
}

/** `Credentials` name a role of another account. */
function compileCredentials(
  state: TaskState,
  language: Language,
): (visit: Visit, subject: Json) => Eventual<string | undefined> {
  const { Credentials } = state;
  if (Credentials === undefined) return () => undefined;
  const evaluate = language.template(Credentials, 'Credentials');
  return (visit, subject) =>
    chain(evaluate(visit, subject), (value) => {
      if (isJsonObject(value) && typeof value.RoleArn === 'string') return value.RoleArn;
      throw language.misfit(visit, "The field 'Credentials' must have a 'RoleArn' that is a string", 'Credentials');
    });
}
