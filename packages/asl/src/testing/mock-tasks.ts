import { type Clock, held } from '#asl/clock.ts';
import type { Json } from '#asl/json.ts';
import { StatesError } from '../error.ts';
import { type TaskCall, type TaskPort, unchecked } from '../ports.ts';
import type { Mock, MockOutcome, Mocks } from './mocks.ts';

/** A task was called that has no mock, or more often than its mocks say. The message is one line that names the state. */
export class UnmockedCall extends Error {
  override readonly name = 'UnmockedCall';
}

/** Longer than any execution: what is still unanswered then will never be. */
const FOREVER_MS = 366 * 24 * 60 * 60 * 1000;

/** Task states that do what their mocks say, in the time of the clock: it stands while a mock computes, unless mocks are timed and sleep on it. */
export function mockTasks(mocks: Mocks, clock: Clock, areTimed = false): TaskPort {
  const calls = new Map<string, number>();

  async function answer(call: TaskCall): Promise<Json> {
    const number = calls.get(call.stateName) ?? 0;
    calls.set(call.stateName, number + 1);
    const mock = mocks[call.stateName];
    if (mock === undefined)
      throw new UnmockedCall(`state ${call.stateName} has no mock: it calls ${call.resource.arn}`);
    const outcome = outcomeOf(mock, call, number);
    return play(await (areTimed ? outcome : held(clock, outcome)), call);
  }

  async function play(outcome: MockOutcome, { stateName, signal }: TaskCall): Promise<Json> {
    if (outcome.delay !== undefined) await clock.sleep(outcome.delay * 1000, signal);
    if ('result' in outcome) return outcome.result;
    if ('error' in outcome) throw new StatesError(outcome.error, outcome.cause);
    await clock.sleep(FOREVER_MS, signal);
    throw new UnmockedCall(`state ${stateName} is never answered, and it has no TimeoutSeconds that ends it`);
  }

  const isJob = ({ resource }: TaskCall) => resource.kind === 'integration' && resource.pattern !== 'requestResponse';
  return {
    ...unchecked,
    request: async (call) => (isJob(call) ? {} : answer(call)),
    completion: (call) => answer(call),
    callback: (call) => answer(call),
    activity(call, on) {
      on.scheduled();
      on.started();
      return answer(call);
    },
  };
}

async function outcomeOf(mock: Mock, { stateName, parameters }: TaskCall, number: number): Promise<MockOutcome> {
  if (typeof mock === 'function') return mock(parameters, number);
  if (!isList(mock)) return mock;
  let last = 0;
  for (const outcome of mock) {
    last += outcome.repeat ?? 1;
    if (number < last) return outcome;
  }
  throw new UnmockedCall(`state ${stateName} is called ${number + 1} times, and its mocks end after ${last}`);
}

const isList = (mock: MockOutcome | readonly MockOutcome[]): mock is readonly MockOutcome[] => Array.isArray(mock);
