import type { Json } from '#asl/json.ts';
import { allStates } from '../definition/check/names.ts';
import type { MockInput, TestStateRequest, TestStateResponse } from '../test-state/request.ts';
import { testState } from '../test-state/test-state.ts';
import { checkMocked, type MockCase } from '../testing/mock-cases.ts';
import { mockPorts } from '../testing/mock-ports.ts';
import { InvalidMocks, type MockOutcome } from '../testing/mocks.ts';
import { definitionOf, START } from '../testing/run-state-machine.ts';
import { VirtualClock } from '../virtual-clock.ts';
import { type StateOptions, type TestCommand, UsageError } from './args.ts';
import { readJson, readText } from './files.ts';
import type { Output } from './output.ts';

const PLACE = 'arn:aws:states:us-east-1:000000000000';
const WORKING = ['Task', 'Map', 'Parallel'];

/**
 * Tests one state of a file alone, as TestState does, once for each case. Resolves with the exit code: 1 when one of them
 * failed that was not expected to.
 */
export async function testOneState(
  command: TestCommand,
  state: StateOptions,
  cases: readonly MockCase[],
  out: Output,
): Promise<number> {
  const definition = await definitionOf(command.file, { substitutions: command.substitutions });
  if (![...allStates({ ...definition }, '')].some(([name]) => name === state.name))
    throw new UsageError(`--state ${state.name}: ${command.file} has no such state`);
  checkMocked(definition, cases, WORKING);
  const input = command.input === undefined ? undefined : await readJson(command.input);
  const base = { definition, ...(await surroundings(state)) };
  const tested: { readonly tested: MockCase; readonly response: TestStateResponse }[] = [];
  for (const one of cases) {
    const request = { ...base, input: JSON.stringify(one.input ?? input ?? {}), ...mockOf(state.name, one) };
    tested.push({ tested: one, response: await answer(request, one) });
  }
  if (command.json) out.write(`${JSON.stringify(document(tested))}\n`);
  else for (const one of tested) out.write(stateText(one.tested, one.response, out));
  return tested.every(({ tested, response }) => isExpected(tested, response)) ? 0 : 1;
}

async function surroundings({ name, level, variables, context, retries }: StateOptions) {
  return {
    stateName: name,
    inspectionLevel: level,
    ...(variables !== undefined && { variables: await readText(variables) }),
    ...(context !== undefined && { context: await readText(context) }),
    ...(retries !== undefined && { stateConfiguration: { retrierRetryCount: retries } }),
  };
}

const answer = (request: TestStateRequest, { objects }: MockCase): Promise<TestStateResponse> =>
  testState(request, {
    ports: mockPorts({ mocks: {}, objects: new Map(Object.entries(objects)) }, new VirtualClock(START.getTime())),
    shapes: () => undefined,
    place: PLACE,
  });

/** The first outcome that the case has for the state. */
function mockOf(name: string, { states }: MockCase): { readonly mock?: MockInput } {
  const mock = states[name];
  const outcome: MockOutcome | undefined = Array.isArray(mock) ? mock[0] : typeof mock === 'object' ? mock : undefined;
  if (outcome === undefined) return {};
  if ('result' in outcome) return { mock: { result: JSON.stringify(outcome.result) } };
  if (!('error' in outcome))
    throw new InvalidMocks(`states.${name}: a state alone does not wait: never is no outcome of it`);
  const { error, cause } = outcome;
  return { mock: { errorOutput: { error, ...(cause !== undefined && { cause }) } } };
}

const isExpected = ({ expect }: MockCase, { status }: TestStateResponse): boolean =>
  expect === 'any' || (status === 'FAILED') === (expect.status === 'FAILED');

function document(all: readonly { readonly tested: MockCase; readonly response: TestStateResponse }[]): object {
  const [first] = all;
  if (first !== undefined && first.tested.name === undefined) return first.response;
  return { cases: all.map(({ tested, response }) => ({ name: tested.name, ...response })) };
}

function stateText({ name }: MockCase, response: TestStateResponse, { paint }: Output): string {
  const { status, nextState, error, cause, output, inspectionData = {} } = response;
  const facts: readonly (readonly [string, unknown])[] = [
    ['next', nextState],
    ['error', error],
    ['cause', cause],
    ['output', output],
    ...Object.entries(inspectionData),
  ];
  const lines = facts
    .filter(([, value]) => value !== undefined)
    .map(([label, value]) => `  ${paint('dim', label.padEnd(20))} ${shown(value)}`);
  const heading = name === undefined ? [] : [paint('bold', `case ${name}`)];
  return `${[...heading, paint(status === 'FAILED' ? 'red' : 'green', status), ...lines].join('\n')}\n`;
}

const shown = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value satisfies Json | unknown);
