import { allStates } from '#asl/definition/check/names.ts';
import { recognizeResource } from '#asl/definition/resource.ts';
import type { MapState, State, TaskState } from '#asl/definition/types.ts';
import { StatesError } from '#asl/error.ts';
import { isJsonObject, type Json } from '#asl/json.ts';
import type { TaskResource } from '#asl/ports.ts';
import { TestStateRefusal } from '#asl/test-state/refusal.ts';
import type { TestStateRequest } from '#asl/test-state/request.ts';
import { checkResponse, type ResponseShape } from '#asl/test-state/response-shape.ts';

/** Finds what the answer of a call looks like; undefined where that is not known. */
export type ResponseShapes = (resource: TaskResource) => ResponseShape | undefined;

/** What takes the place of the state's work: a result, or a failure. */
export type MockedWork = () => Json;

const MOCKED_TYPES: readonly State['Type'][] = ['Task', 'Map', 'Parallel'];

/** Throws a `TestStateRefusal` where the state cannot be tested as asked; undefined where its work is really done. */
export function readMock(request: TestStateRequest, state: State, shapes: ResponseShapes): MockedWork | undefined {
  const { mock, revealSecrets, context } = request;
  if (!mock) {
    if (context !== undefined) throw new TestStateRefusal('A Context object can only be specified with a mock');
    checkUnmocked(request, state);
    return undefined;
  }
  if (revealSecrets) throw new TestStateRefusal('TestState does not support RevealSecrets when a mock is specified.');
  if (!MOCKED_TYPES.includes(state.Type)) {
    throw new TestStateRefusal(`State type '${state.Type}' is not supported when a mock is specified`);
  }
  const { result, errorOutput } = mock;
  if ((result === undefined) === (errorOutput === undefined)) {
    throw new TestStateRefusal('A test mock should have only one of the following fields: [result, errorOutput].');
  }
  checkConfiguration(request, state);
  if (errorOutput) return () => fail(errorOutput.error, errorOutput.cause);
  const value = parseResult(result ?? '');
  checkResult(request, state, value, shapes);
  return () => value;
}

const fail = (error: string | undefined, cause: string | undefined) => {
  throw new StatesError(error, cause);
};

/** What is said of the work that a mock takes the place of. */
const NEEDS_MOCK = ['mapIterationFailureCount', 'mapItemReaderData', 'errorCausedByState'] as const;

/** Some states are tested with a mock only, and calls are made in a role. */
function checkUnmocked({ roleArn, stateConfiguration = {} }: TestStateRequest, state: State) {
  for (const name of NEEDS_MOCK) {
    if (stateConfiguration[name] === undefined) continue;
    const shown = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
    throw new TestStateRefusal(`TestState does not support ${shown} when a mock is not specified.`);
  }
  if (state.Type === 'Map' || state.Type === 'Parallel') {
    const message =
      'TestState API does not support Map or Parallel states. Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]';
    throw new TestStateRefusal(message, 'InvalidDefinition');
  }
  if (state.Type !== 'Task') return;
  const resource = recognizeResource(state.Resource);
  if (resource?.kind === 'activity') {
    throw new TestStateRefusal('TestState API does not support Activity tasks without a mock', 'InvalidDefinition');
  }
  if (resource?.kind === 'integration' && resource.pattern !== 'requestResponse') {
    const message = `TestState API does not support the '.${resource.pattern}' service integration pattern without a mock`;
    throw new TestStateRefusal(message, 'InvalidDefinition');
  }
  if (roleArn === undefined) throw new TestStateRefusal('RoleArn must be specified when testing a Task state');
}

function checkConfiguration({ stateConfiguration = {}, mock }: TestStateRequest, state: State): void {
  const { errorCausedByState, mapIterationFailureCount, mapItemReaderData } = stateConfiguration;
  if (state.Type !== 'Map' && (mapIterationFailureCount !== undefined || mapItemReaderData !== undefined)) {
    throw new TestStateRefusal(`State type '${state.Type}' does not support the configuration of a Map state`);
  }
  if (errorCausedByState === undefined) return;
  const nested = [...allStates({ States: { S: { ...state } } }, '')].slice(1).map(([name]) => name);
  if (!mock?.errorOutput || !nested.includes(errorCausedByState)) {
    throw new TestStateRefusal(`The state '${errorCausedByState}' cannot have caused the error`);
  }
}

function parseResult(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    throw new TestStateRefusal('Mocked result must be valid JSON');
  }
}

function checkResult({ mock }: TestStateRequest, state: State, value: Json, shapes: ResponseShapes) {
  if (state.Type === 'Task') return checkTaskResult(state, value, shapes, mock?.fieldValidationMode ?? 'STRICT');
  if (state.Type === 'Map' && writesResults(state)) {
    if (!isJsonObject(value)) throw new TestStateRefusal('Mocked result must be a JSON object.');
    return;
  }
  if (!Array.isArray(value)) throw new TestStateRefusal('Mocked result must be an array.');
  if (state.Type === 'Parallel' && value.length !== state.Branches.length) {
    const message = 'Mocked result must contain the same number of items as number of Parallel branches.';
    throw new TestStateRefusal(message);
  }
}

/** A Map that writes its results to S3 answers where they are. */
const writesResults = ({ ResultWriter }: MapState) => ResultWriter?.Resource !== undefined;

function checkTaskResult(
  { Resource }: TaskState,
  value: Json,
  shapes: ResponseShapes,
  mode: Parameters<typeof checkResponse>[2],
) {
  const resource = recognizeResource(Resource);
  // A task token comes back with whatever its holder sends.
  if (resource?.kind !== 'integration' || resource.pattern === 'waitForTaskToken') return;
  const shape = shapes(resource);
  if (shape) checkResponse(shape, value, mode);
}
