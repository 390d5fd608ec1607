import { parseJson } from '#asl/definition/syntax/json-fault.ts';
import type { State } from '#asl/definition/types.ts';
import { StatesError } from '#asl/error.ts';
import type { Inspection, StateRun } from '#asl/execution/inspection.ts';
import { isJsonObject, type Json, type JsonObject } from '#asl/json.ts';
import { compileMachine } from '#asl/machine.ts';
import type { GetObjectCall, ObjectPort, Ports } from '#asl/ports.ts';
import { hasToken, madeUpContext, readContext } from '#asl/test-state/context.ts';
import { inspectState } from '#asl/test-state/inspect-state.ts';
import { inspectionData } from '#asl/test-state/inspection-data.ts';
import { type MockedWork, type ResponseShapes, readMock } from '#asl/test-state/mock.ts';
import { TestStateRefusal } from '#asl/test-state/refusal.ts';
import type { TestStateRequest, TestStateResponse } from '#asl/test-state/request.ts';
import { findTestedState, type TestedState } from '#asl/test-state/tested-state.ts';

export interface TestStateOptions {
  readonly ports: Ports;
  /** What services answer, to check mocked results against. */
  readonly shapes: ResponseShapes;
  /** Begins ARNs: `arn:aws:states:REGION:ACCOUNT`. */
  readonly place: string;
}

/**
 * Runs one state by itself and tells how it treated its data. Rejects with a `TestStateRefusal` where the request cannot
 * be tested; a state that fails is an answer.
 * https://docs.aws.amazon.com/step-functions/latest/dg/test-state-isolation.html
 */
export async function testState(request: TestStateRequest, options: TestStateOptions): Promise<TestStateResponse> {
  const tested = await findTestedState(request);
  const mocked = readMock(request, tested.state, options.shapes);
  const given = request.context === undefined ? undefined : readContext(request.context, tested.state);
  const input = readInput(request.input ?? '{}');
  const variables = readVariables(request.variables);
  const work = mocked && tolerating(tested.state, mocked, request);
  let noted: Inspection = {};
  const { roleArn, stateConfiguration = {} } = request;
  const { retrierRetryCount } = stateConfiguration;
  const run = await inspectState(
    compileMachine(withoutReader(tested, request)),
    {
      stateName: tested.name,
      input,
      context: given ?? madeUp(tested, input, request, options),
      ...(variables && { variables }),
      ...(retrierRetryCount !== undefined && { retryCount: retrierRetryCount }),
      ...(roleArn !== undefined && { roleArn }),
    },
    withReaderData(options.ports, stateConfiguration.mapItemReaderData),
    { note: (step) => (noted = { ...noted, ...step }), ...(work && { work: (items) => work(items, noted) }) },
  );
  return { ...answer(run), ...inspection(request, tested, noted) };
}

/** A mocked Map without the data that its ItemReader would find has its items in the input. */
function withoutReader({ machine, name, state }: TestedState, { mock, stateConfiguration }: TestStateRequest) {
  if (state.Type !== 'Map' || mock === undefined || stateConfiguration?.mapItemReaderData !== undefined) return machine;
  const { ItemReader: _, ...rest } = state;
  return { ...machine, States: { ...machine.States, [name]: rest } };
}

/** An ItemReader finds the given data, whatever it asks for. */
function withReaderData(ports: Ports, data: string | undefined): Ports {
  if (data === undefined) return ports;
  const objects: ObjectPort = {
    ...ports.objects,
    get: async ({ range }) => textBytes(data, range),
    head: async () => ({ size: Buffer.byteLength(data), etag: '""' }),
    async *list() {
      const listed: unknown = JSON.parse(data);
      for (const entry of Array.isArray(listed) ? listed : []) if (isJsonObject(entry)) yield entry as JsonObject;
    },
  };
  return { ...ports, objects };
}

async function* textBytes(text: string, range?: GetObjectCall['range']): AsyncIterable<Uint8Array> {
  yield new TextEncoder().encode(text).subarray(range?.start, range?.end);
}

function madeUp(
  { state, isInMap }: TestedState,
  input: Json,
  { roleArn }: TestStateRequest,
  { ports, place }: TestStateOptions,
): JsonObject {
  const ids = { execution: ports.ids.uuid(), machine: ports.ids.uuid() };
  const token = hasToken(state) ? ports.ids.uuid() : undefined;
  return madeUpContext({ stateType: state.Type, input, roleArn, now: ports.clock.now(), ids, token, place, isInMap });
}

function inspection(
  { inspectionLevel = 'INFO' }: TestStateRequest,
  { state, machine }: TestedState,
  noted: Inspection,
): Pick<TestStateResponse, 'inspectionData'> {
  if (inspectionLevel === 'INFO') return {};
  const language = state.QueryLanguage ?? machine.QueryLanguage ?? 'JSONPath';
  return { inspectionData: inspectionData(noted, state, language) };
}

function answer(run: StateRun): TestStateResponse {
  switch (run.kind) {
    case 'end':
      return { status: 'SUCCEEDED', output: JSON.stringify(run.output) };
    case 'next': {
      const { nextState, caught } = run;
      const output = JSON.stringify(run.output);
      if (!caught) return { status: 'SUCCEEDED', output, nextState };
      return { status: 'CAUGHT_ERROR', output, nextState, ...failure(caught) };
    }
    case 'retry':
      return { status: 'RETRIABLE', ...failure(run.failure) };
    case 'failed':
      return { status: 'FAILED', ...failure(run.failure) };
  }
}

const failure = ({ error, cause }: StatesError) => ({
  ...(error !== undefined && { error }),
  ...(cause !== undefined && { cause }),
});

/** A Map fails when more of its iterations did than it tolerates, whatever the mocked result. */
function tolerating(state: State, mocked: MockedWork, { stateConfiguration }: TestStateRequest) {
  const failures = stateConfiguration?.mapIterationFailureCount ?? 0;
  return (items: Json, noted: Inspection): Json => {
    const total = Array.isArray(items) ? items.length : 0;
    if (failures > total) throw new TestStateRefusal(TOO_MANY_FAILURES);
    if (state.Type === 'Map' && exceeds(failures, total, noted)) {
      const cause = 'The specified tolerated failure threshold was exceeded';
      throw new StatesError('States.ExceedToleratedFailureThreshold', cause);
    }
    return mocked();
  };
}

const TOO_MANY_FAILURES = 'Map iteration failure count must be less than or equal to the number of Map iterations';

/** Only what a definition says of failures is compared with them. */
function exceeds(failures: number, total: number, noted: Inspection): boolean {
  const { toleratedFailureCount, toleratedFailurePercentage } = noted;
  if (failures === 0) return false;
  const overCount = toleratedFailureCount !== undefined && failures > toleratedFailureCount;
  const share = total === 0 ? 100 : (failures / total) * 100;
  return overCount || (toleratedFailurePercentage !== undefined && share > toleratedFailurePercentage);
}

function readInput(text: string): Json {
  const parsed = parseJson(text);
  if (parsed.ok) return parsed.value;
  throw new TestStateRefusal(`Invalid State Machine Execution Input: '${parsed.why}'`, 'InvalidExecutionInput');
}

function readVariables(text: string | undefined): JsonObject | undefined {
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    if (isJsonObject(value)) return value as JsonObject;
  } catch {
    // Falls through to the one refusal below.
  }
  throw new TestStateRefusal('Variables must be a valid JSON object');
}
