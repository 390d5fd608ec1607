import { isJsonObject, type Json } from '#asl/json.ts';
import { allStates } from '../definition/check/names.ts';
import type { StateMachineDefinition } from '../definition/types.ts';
import { parseMockConfig } from './mock-config.ts';
import { InvalidMocks, type Mocks, type MocksFile, parseMocks, parseText } from './mocks.ts';

/** One run of a machine: what goes in, how its tasks end, and what is to come of it. */
export interface MockCase {
  /** Undefined for the only one of a file. */
  readonly name: string | undefined;
  readonly input: Json | undefined;
  readonly states: Mocks;
  readonly objects: Readonly<Record<string, string>>;
  /** `any` where a file says nothing of ends. */
  readonly expect: Expectation | 'any';
}

export type Expectation = NonNullable<MocksFile['expect']>;

const SUCCESS: Expectation = { status: 'SUCCEEDED' };

/** The case of a run without mocks. */
export const UNMOCKED: MockCase = { name: undefined, input: undefined, states: {}, objects: {}, expect: SUCCESS };

/**
 * The cases of a mocks file, or of a `MockConfigFile.json` of AWS Step Functions Local.
 * @param machine names the state machine in the latter, which may have several
 */
export function readCases(text: string, machine: string): readonly MockCase[] {
  const value = parseText(text);
  return isJsonObject(value) && value.StateMachines !== undefined
    ? parseMockConfig(value, machine)
    : casesOf(parseMocks(text));
}

function casesOf({ cases, ...shared }: MocksFile): readonly MockCase[] {
  if (cases === undefined) return [caseOf(undefined, shared)];
  return Object.entries(cases).map(([name, own]) =>
    caseOf(name, {
      ...shared,
      ...own,
      states: { ...shared.states, ...own.states },
      objects: { ...shared.objects, ...own.objects },
    }),
  );
}

const caseOf = (name: string | undefined, fields: Omit<MocksFile, 'cases' | '$schema'>): MockCase => ({
  name,
  input: fields.input,
  states: fields.states ?? {},
  objects: fields.objects ?? {},
  expect: fields.expect ?? SUCCESS,
});

/** Throws an `InvalidMocks` at a mock of a state that is not there, or that calls nothing. */
export function checkMocked(definition: StateMachineDefinition, cases: readonly MockCase[], types = ['Task']): void {
  const states = new Map([...allStates({ ...definition }, '')].map(([name, state]) => [name, state]));
  for (const name of cases.flatMap((one) => Object.keys(one.states))) {
    const state = states.get(name);
    if (state === undefined)
      throw new InvalidMocks(`states.${name}: there is no such state${similar(name, [...states.keys()])}`);
    const type = isJsonObject(state) ? String(state.Type) : '';
    if (!types.includes(type))
      throw new InvalidMocks(`states.${name}: a ${type} state calls nothing that could be mocked`);
  }
}

function similar(name: string, names: readonly string[]): string {
  const plain = (text: string) => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  const found = names.find((other) => plain(other).startsWith(plain(name).slice(0, 4)));
  return found === undefined ? '' : ` (is it '${found}'?)`;
}
