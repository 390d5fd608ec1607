import { systemClock } from '@safelight/asl/clock';
import { loadDefinition } from '@safelight/asl/definition/load';
import { execute } from '@safelight/asl/execute';
import type { Json } from '@safelight/asl/json';
import { compileMachine } from '@safelight/asl/machine';
import { mockPorts } from '@safelight/asl/testing/mock-ports';
import { StateMachine } from 'aws-local-stepfunctions';
import { type Benchmark, count, type Findings } from '../benchmark.ts';
import { interleaved, median, rate } from '../measure.ts';
import { contendByDriver } from './driver.ts';
import { type EngineCase, engineCases } from './machines.ts';

const SECONDS_A_MEASUREMENT = 0.5;
/** V8 takes that long until it has optimised either of them. */
const SECONDS_OF_WARM_UP = 3;

/** Transitions a second with full history, against aws-local-stepfunctions 3 (which keeps none), same machines, same run. */
export const engine: Benchmark = {
  name: 'engine',
  summary: 'state transitions a second against aws-local-stepfunctions 3',
  options: { repetitions: 'N   measurements of each (5)' },
  contend: contendByDriver,
  async run(options, progress) {
    const repetitions = count(options, 'repetitions', 5);
    const figures: Record<string, number> = {};
    for (const one of engineCases) {
      progress(`engine: ${one.name}, ${repetitions} times ${SECONDS_A_MEASUREMENT} s each`);
      Object.assign(figures, await compare(one, repetitions));
    }
    return {
      figures,
      targets: TARGETS,
      notes: ['ratios are to aws-local-stepfunctions 3, both warmed up; ours with full history'],
    };
  },
};

const TARGETS: Findings['targets'] = {
  chain: { atLeast: 2 },
  map: { atLeast: 15 },
  parallel: { atLeast: 16 },
  loop: { atLeast: 16 },
};

async function compare(one: EngineCase, repetitions: number): Promise<Record<string, number>> {
  const perSecond = async (run: () => Promise<unknown>) => (await rate(run, SECONDS_A_MEASUREMENT)) * one.transitions;
  const ours = runOurs(one);
  const theirs = runTheirs(one);
  for (const run of [ours, theirs]) await rate(run, SECONDS_OF_WARM_UP);
  const measured = await interleaved(repetitions, { ours: () => perSecond(ours), theirs: () => perSecond(theirs) });
  const ratios = measured.ours.map((mine, index) => mine / (measured.theirs[index] ?? Number.NaN));
  return {
    [one.name]: median(ratios),
    [`${one.name}TransitionsPerSecond`]: median(measured.ours),
    [`${one.name}TheirTransitionsPerSecond`]: median(measured.theirs),
  };
}

function runOurs({ name, definition, input, transitions }: EngineCase): () => Promise<unknown> {
  const machine = compileMachine(loadDefinition(definition));
  const ports = mockPorts({ mocks: {}, objects: new Map() }, systemClock);
  const parsed: Json = JSON.parse(JSON.stringify(input));
  return async () => {
    const { result, history } = execute(machine, parsed, ports, { type: 'STANDARD', identity });
    const { status } = await result;
    if (status !== 'SUCCEEDED' || history.events.length < transitions) throw new Error(`${name} ended ${status}`);
  };
}

const identity = {
  executionArn: 'arn:aws:states:us-east-1:000000000000:execution:bench:run',
  executionName: 'run',
  roleArn: 'arn:aws:iam::000000000000:role/bench',
  stateMachineArn: 'arn:aws:states:us-east-1:000000000000:stateMachine:bench',
  stateMachineName: 'bench',
};

function runTheirs({ definition, input }: EngineCase): () => Promise<unknown> {
  // Its own type of definitions is narrower than the language.
  const machine = new StateMachine(definition as ConstructorParameters<typeof StateMachine>[0]);
  const parsed = JSON.parse(JSON.stringify(input));
  return () => machine.run(parsed).result;
}
