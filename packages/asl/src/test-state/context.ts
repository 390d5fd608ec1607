import { recognizeResource } from '#asl/definition/resource.ts';
import type { State, StateType } from '#asl/definition/types.ts';
import { isJsonObject, type Json, type JsonObject } from '#asl/json.ts';
import { timestampOf } from '#asl/language/timestamp.ts';
import { TestStateRefusal } from '#asl/test-state/refusal.ts';

type MemberType = 'a string' | 'a number' | 'any';

/** What a mocked Context object may have. https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html */
const MEMBERS: Readonly<Record<string, Readonly<Record<string, MemberType>>>> = {
  Execution: {
    Id: 'a string',
    Input: 'any',
    Name: 'a string',
    RoleArn: 'a string',
    StartTime: 'a string',
    RedriveCount: 'a number',
    RedriveTime: 'a string',
  },
  State: { Name: 'a string', EnteredTime: 'a string', RetryCount: 'a number' },
  StateMachine: { Id: 'a string', Name: 'a string' },
  Task: { Token: 'a string' },
};

/** Throws a `TestStateRefusal` where the text is no Context object that the state could have. */
export function readContext(text: string, state: State): JsonObject {
  const context = parseObject(text);
  for (const [name, value] of Object.entries(context)) checkMember(name, value);
  if (context.Task !== undefined && !hasToken(state)) throw invalid(NO_TASK);
  return context;
}

const NO_TASK =
  "Context object contains 'Task' when state is not a Task state with a '.sync' or '.waitForTaskToken' service integration pattern";

/** Whether the Context object of the state has a task token. */
export function hasToken(state: State): boolean {
  const resource = state.Type === 'Task' ? recognizeResource(state.Resource) : undefined;
  return resource?.kind === 'integration' && resource.pattern !== 'requestResponse';
}

function parseObject(text: string): JsonObject {
  try {
    const value: unknown = JSON.parse(text);
    if (isJsonObject(value)) return value as JsonObject;
  } catch {
    // Falls through to the one refusal below.
  }
  throw invalid('the Context object must be a valid JSON object');
}

function checkMember(name: string, value: Json): void {
  if (name === 'Map') throw invalid("'Map' field is not supported when mocking a Context object");
  const members = Object.hasOwn(MEMBERS, name) ? MEMBERS[name] : undefined;
  if (!members) throw invalid(`Field '${name}' is not allowed`);
  if (!isJsonObject(value)) throw invalid(`${name} must be an object`);
  for (const [inner, content] of Object.entries(value)) {
    const type = Object.hasOwn(members, inner) ? members[inner] : undefined;
    if (type === undefined) throw invalid(`Field '${inner}' is not allowed`);
    if (type !== 'any' && typeof content !== type.replace('a ', '')) throw invalid(`${name}.${inner} must be ${type}`);
  }
}

const invalid = (why: string) => new TestStateRefusal(`Invalid Context object provided: ${why}`);

interface Surroundings {
  readonly stateType: StateType;
  readonly input: Json;
  readonly roleArn: string | undefined;
  readonly now: number;
  /** Names of the execution and the state machine that there would be. */
  readonly ids: { readonly execution: string; readonly machine: string };
  readonly token: string | undefined;
  readonly place: string;
  readonly isInMap: boolean;
}

const RETRIED: readonly StateType[] = ['Task', 'Map', 'Parallel'];

/** The Context object of a state that is tested alone. AWS runs it as an Express execution, and names the state itself. */
export function madeUpContext(surroundings: Surroundings): JsonObject {
  const { stateType, input, roleArn, now, ids, token, place, isInMap } = surroundings;
  const time = timestampOf(now);
  return {
    Execution: {
      Id: `${place}:express:${ids.machine}:${ids.execution}`,
      Input: input,
      Name: ids.execution,
      RoleArn: roleArn ?? null,
      StartTime: time,
    },
    StateMachine: { Id: `${place}:stateMachine:${ids.machine}`, Name: ids.machine },
    State: { Name: 'StateName', EnteredTime: time, ...(RETRIED.includes(stateType) && { RetryCount: 0 }) },
    ...(token !== undefined && { Task: { Token: token } }),
    ...(isInMap && { Map: { Item: { Index: 0, Value: input } } }),
  };
}
