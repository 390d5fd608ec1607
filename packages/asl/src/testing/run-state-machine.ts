import type { Json } from '#asl/json.ts';
import { fillJson, type Substitutions } from '../definition/placeholders.ts';
import type { StateMachineDefinition } from '../definition/types.ts';
import { execute } from '../execute.ts';
import type { ExecutionType } from '../execution/run.ts';
import type { FailureDetails, HistoryEvent } from '../history/events.ts';
import { VirtualClock } from '../virtual-clock.ts';
import { readDefinitionFile } from './definition-file.ts';
import { type Loaded, loadOnce } from './load-once.ts';
import { mockPorts } from './mock-ports.ts';
import type { Mocks } from './mocks.ts';
import { type ChildHistory, type Step, traceOf } from './trace.ts';

export interface RunOptions {
  readonly input?: Json;
  /** How each Task state's calls end, by state name. A call without one fails the test, by name. */
  readonly mocks?: Mocks;
  /** S3 objects by `bucket/key`, for `ItemReader`: texts, or the bytes of a Parquet file. */
  readonly objects?: Readonly<Record<string, string | Uint8Array>>;
  /** Values for `${Name}` in the file. A name without a value stays as it is. */
  readonly substitutions?: Substitutions;
  readonly type?: ExecutionType;
  /** When the virtual clock starts. */
  readonly now?: Date;
  readonly executionName?: string;
}

/** One execution under a virtual clock, and all that can be asked of it. */
export interface MachineRun {
  readonly definition: StateMachineDefinition;
  readonly status: 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';
  /** Present when it succeeded. */
  readonly output: Json | undefined;
  /** Present when it did not. */
  readonly failure: FailureDetails | undefined;
  /** The path that was taken, with branches and iterations inside their states. */
  readonly steps: readonly Step[];
  readonly history: readonly HistoryEvent[];
  /** Milliseconds of virtual time. */
  readonly elapsed: number;
  /** The S3 objects in the end that are texts, with what a `ResultWriter` wrote. */
  readonly objects: ReadonlyMap<string, string>;
}

/** Time at which the virtual clock starts, unless told. */
export const START = new Date('2026-01-01T00:00:00Z');
const ACCOUNT = 'arn:aws:states:us-east-1:000000000000';

/**
 * Runs a state machine file, JSON or YAML (or a definition), with mocked tasks, in no time.
 * Rejects with `InvalidDefinition`, or with `UnmockedCall` when a task is called that has no mock.
 */
export async function runStateMachine(machine: string | URL | object, options: RunOptions = {}): Promise<MachineRun> {
  const { input = {}, mocks = {}, type = 'STANDARD', now = START } = options;
  const { definition, machine: compiled } = await load(machine, options);
  const clock = new VirtualClock(now.getTime());
  const objects = new Map(Object.entries(options.objects ?? {}));
  const children: ChildHistory[] = [];
  const execution = execute(compiled, input, mockPorts({ mocks, objects, children }, clock), {
    type,
    identity: identity(options.executionName ?? 'test'),
  });
  const result = await execution.result;
  const history = execution.history.events;
  return {
    definition,
    status: result.status,
    output: result.status === 'SUCCEEDED' ? result.output.value : undefined,
    failure: result.status === 'SUCCEEDED' ? undefined : { error: result.error ?? '', cause: result.cause ?? '' },
    steps: traceOf(history, children),
    history,
    elapsed: result.stopTime - now.getTime(),
    objects: new Map([...objects].flatMap(([name, body]) => (typeof body === 'string' ? [[name, body]] : []))),
  };
}

/** Reads and checks a definition: a file's, or one that is given. */
export const definitionOf = async (
  machine: string | URL | object,
  options: Pick<RunOptions, 'substitutions' | 'type'> = {},
): Promise<StateMachineDefinition> => (await load(machine, options)).definition;

async function load(
  machine: string | URL | object,
  { substitutions = {}, type = 'STANDARD' }: Pick<RunOptions, 'substitutions' | 'type'>,
): Promise<Loaded> {
  const isFile = typeof machine === 'string' || machine instanceof URL;
  const source = isFile
    ? await readDefinitionFile(machine, substitutions)
    : fillJson(JSON.stringify(machine), substitutions);
  return loadOnce(source, type);
}

const identity = (executionName: string) => ({
  executionArn: `${ACCOUNT}:execution:test:${executionName}`,
  executionName,
  roleArn: 'arn:aws:iam::000000000000:role/test',
  stateMachineArn: `${ACCOUNT}:stateMachine:test`,
  stateMachineName: 'test',
});
