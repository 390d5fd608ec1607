import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '@safelight/asl/clock';
import { loadDefinition } from '@safelight/asl/definition/load';
import { execute } from '@safelight/asl/execute';
import { compileMachine, type Machine } from '@safelight/asl/machine';
import { mockPorts } from '@safelight/asl/testing/mock-ports';
import { Executions } from '@safelight/local/services/states/executions/executions';
import { type Database, openDatabase, type Survives } from '@safelight/local/store/database';
import { type Benchmark, count } from '../benchmark.ts';
import { interleaved, median, rate } from '../measure.ts';

const SECONDS_A_MEASUREMENT = 0.5;
const STATES = 10;

/** What it costs that each event is a row: the same machine with its history in memory, and in a database. */
export const durable: Benchmark = {
  name: 'durable',
  summary: 'what a state transition costs that outlives its process',
  options: { repetitions: 'N   measurements of each (5)' },
  async run(options, progress) {
    const repetitions = count(options, 'repetitions', 5);
    const figures: Record<string, number> = {};
    for (const [name, machine] of Object.entries(MACHINES)) {
      progress(`durable: ${name}, ${repetitions} times ${SECONDS_A_MEASUREMENT} s each`);
      const measured = await measure(machine, repetitions);
      for (const [kept, microseconds] of Object.entries(measured)) figures[`${name}${kept}Us`] = median(microseconds);
    }
    return {
      figures,
      targets: {},
      notes: [
        'microseconds a transition, entered and exited: at once is one commit for all ten states of an execution,',
        'one by one is a commit for each, whose state waits for the next turn of the event loop',
      ],
    };
  },
};

const chain = (state: object): Machine =>
  compileMachine(
    loadDefinition({
      StartAt: 'S0',
      States: Object.fromEntries(
        Array.from({ length: STATES }, (_, at) => [
          `S${at}`,
          { ...state, ...(at < STATES - 1 ? { Next: `S${at + 1}` } : { End: true }) },
        ]),
      ),
    }),
  );

const MACHINES = { atOnce: chain({ Type: 'Pass' }), oneByOne: chain({ Type: 'Wait', Seconds: 0 }) };

async function measure(machine: Machine, repetitions: number) {
  const folder = await mkdtemp(join(tmpdir(), 'darkroom-durable-'));
  const open = (survives: Survives) => openDatabase({ file: join(folder, `${survives}.db`), survives });
  const databases = [open('kill'), open('power cut')] as const;
  const [killed, cut] = databases.map((database) => () => microseconds(() => runKept(machine, database)));
  if (killed === undefined || cut === undefined) throw new Error('there are two databases');
  try {
    return await interleaved(repetitions, {
      InMemory: () => microseconds(() => run(machine)),
      Kept: killed,
      KeptWithSync: cut,
    });
  } finally {
    for (const database of databases) database.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const microseconds = async (work: () => Promise<unknown>): Promise<number> =>
  1e6 / ((await rate(work, SECONDS_A_MEASUREMENT)) * STATES);

const ports = mockPorts({ mocks: {}, objects: new Map() }, systemClock);
const INPUT = { photo: 'a.jpg', width: 320 };
let runs = 0;

function identity() {
  runs += 1;
  return {
    executionArn: `arn:aws:states:us-east-1:000000000000:execution:bench:${runs}`,
    executionName: String(runs),
    roleArn: 'arn:aws:iam::000000000000:role/bench',
    stateMachineArn: 'arn:aws:states:us-east-1:000000000000:stateMachine:bench',
    stateMachineName: 'bench',
  };
}

const run = (machine: Machine) => execute(machine, INPUT, ports, { type: 'STANDARD', identity: identity() }).result;

const executions = new WeakMap<Database, Executions>();

async function runKept(machine: Machine, database: Database): Promise<void> {
  const kept = executions.get(database) ?? new Executions(database);
  executions.set(database, kept);
  const own = identity();
  const record = {
    arn: own.executionArn,
    name: own.executionName,
    machineArn: own.stateMachineArn,
    revisionId: 'bench',
    startDate: Date.now(),
    redriveCount: 0,
  };
  const head = {
    record: { ...record, status: 'RUNNING' },
    input: JSON.stringify(INPUT),
    roleArn: own.roleArn,
  } as const;
  const { onEvent, onNote, end } = kept.begin(head);
  const { result } = execute(machine, INPUT, ports, {
    ...{ type: 'STANDARD', identity: own, keepHistory: false, onEvent, onNote },
  });
  const { status, stopTime } = await result;
  if (status !== 'SUCCEEDED') throw new Error(`It ended ${status}.`);
  end({ ...record, status, stopDate: stopTime }, '{}');
  await database.committed();
}
