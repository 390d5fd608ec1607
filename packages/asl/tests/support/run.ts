import type { State, StateMachineDefinition } from '#asl/definition/types.ts';
import { StatesError } from '#asl/error.ts';
import { type Execution, type ExecutionResult, execute } from '#asl/execute.ts';
import type { ExecuteOptions } from '#asl/execution/options.ts';
import type { HistoryEvent } from '#asl/history/events.ts';
import type { Json, JsonObject } from '#asl/json.ts';
import { compileMachine } from '#asl/machine.ts';
import { type ObjectPort, type Ports, type TaskPort, unchecked } from '#asl/ports.ts';
import { VirtualClock } from '#asl/virtual-clock.ts';

export const START = Date.UTC(2026, 0, 1);

export const IDENTITY = {
  executionArn: 'arn:aws:states:us-east-1:000000000000:execution:lab:run',
  executionName: 'run',
  roleArn: 'arn:aws:iam::000000000000:role/lab',
  stateMachineArn: 'arn:aws:states:us-east-1:000000000000:stateMachine:lab',
  stateMachineName: 'lab',
} as const;

const refuse = () => Promise.reject(new Error('not expected'));

export const noTasks: TaskPort = {
  ...unchecked,
  request: refuse,
  completion: refuse,
  callback: refuse,
  activity: refuse,
};

export const noObjects: ObjectPort = {
  get: refuse,
  head: refuse,
  async *list() {},
  put: refuse,
};

/** Ports in which nothing happens by itself; `random` is always one half, ids count. */
export function testPorts(ports: Partial<Ports> = {}): Ports {
  let ids = 0;
  const clock = ports.clock ?? new VirtualClock(START);
  return {
    clock,
    random: { next: () => 0.5 },
    ids: { uuid: () => `id-${++ids}` },
    tasks: noTasks,
    objects: noObjects,
    children: {
      async start(child) {
        const executionArn = `arn:aws:states:us-east-1:000000000000:execution:lab:${child.name}`;
        const startTime = clock.now();
        const ended = (rest: object) => ({ executionArn, startTime, stopTime: clock.now(), ...rest });
        try {
          return { ...ended({}), status: 'SUCCEEDED', output: await child.run({ executionArn, startTime }) };
        } catch (failure) {
          if (!(failure instanceof StatesError)) return { ...ended({}), status: 'ABORTED' };
          return { ...ended({}), status: 'FAILED', error: failure.error ?? '', cause: failure.cause ?? '' };
        }
      },
      mapRun: () => {},
      earlier: async () => ({ children: [], limits: {} }),
      open: () => undefined,
    },
    ...ports,
  };
}

export interface Finished {
  readonly result: ExecutionResult;
  readonly events: readonly HistoryEvent[];
  /** The output's value, or undefined where it failed. */
  readonly output: Json | undefined;
}

/** Starts a definition on a virtual clock. */
export function start(
  definition: StateMachineDefinition,
  input: Json = {},
  ports: Partial<Ports> = {},
  options: Partial<ExecuteOptions> = {},
): Execution {
  return execute(compileMachine(definition), input, testPorts(ports), {
    type: 'STANDARD',
    identity: IDENTITY,
    ...options,
  });
}

/** Runs a definition to its end. */
export async function run(...args: Parameters<typeof start>): Promise<Finished> {
  const execution = start(...args);
  const result = await execution.result;
  return {
    result,
    events: execution.history.events,
    output: result.status === 'SUCCEEDED' ? result.output.value : undefined,
  };
}

/** A machine of one state, which ends it. */
export const machineOf = (state: State, more: JsonObject = {}): StateMachineDefinition => ({
  StartAt: 'Only',
  States: { Only: state },
  ...more,
});

/** Types and what they follow, as `type<previousEventId`. */
export const shape = (events: readonly HistoryEvent[]): readonly string[] =>
  events.map(({ id, previousEventId, type }) => `${id} ${type}<${previousEventId}`);
