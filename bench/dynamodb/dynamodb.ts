import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { startDatabase } from '../../tests/dynamodb-local/database.ts';
import { dynamoDbLocalJars, NotHereError } from '../../tests/dynamodb-local/install.ts';
import { type Benchmark, count, type Progress } from '../benchmark.ts';
import { type Contender, contendWithSystem } from '../contender.ts';
import { mediansOfRounds, named } from '../rounds.ts';
import { callNames, type Desk, openDesk } from './calls.ts';

const root = dirname(dirname(import.meta.dirname));
const CALLS = 1000;

type Figures = Readonly<Record<string, number>>;

/** Calls a second of the embedded DynamoDB, by signed HTTP, sixteen at once; beside them those of DynamoDB Local, where Java and Maven are. */
export const dynamodb: Benchmark = {
  name: 'dynamodb',
  summary:
    'calls/s by signed HTTP: a put, a get, a query of 100, a transaction of ten; beside DynamoDB Local where Java is',
  options: { calls: `N   of each kind in a round (${CALLS})` },
  async run(options, progress) {
    const calls = count(options, 'calls', CALLS);
    const own = await mediansOfRounds(await ofBuild(root, calls), 'dynamodb: here', progress);
    const peer = await ofDynamoDbLocal(calls, progress);
    return {
      figures: { ...own, ...peer },
      targets: {},
      notes: [peer ? 'local…: DynamoDB Local, beside it' : 'DynamoDB Local is not here: Java 17 and Maven fetch it'],
    };
  },
  contend: (build, options) => ofBuild(build, count(options, 'calls', CALLS)),
};

const ofBuild = (build: string, calls: number): Promise<Contender> =>
  contendWithSystem(build, async ({ endpoint, credentials }) => {
    const desk = await openDesk(endpoint, credentials);
    return () => round(desk, calls);
  });

async function round(desk: Desk, calls: number): Promise<Figures> {
  const figures: Record<string, number> = {};
  for (const name of callNames) {
    figures[`${name}PerSecond`] = await desk.rate(name, calls);
  }
  return figures;
}

async function ofDynamoDbLocal(calls: number, progress: Progress): Promise<Figures | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'dynamodb-local-'));
  try {
    const database = await startDatabase(await dynamoDbLocalJars(root), folder);
    const desk = await openDesk(database.url, { accessKeyId: 'local', secretAccessKey: 'local' });
    const contender = { measure: () => round(desk, calls), close: database.stop };
    return named('local', await mediansOfRounds(contender, 'dynamodb: DynamoDB Local', progress));
  } catch (error) {
    if (error instanceof NotHereError) return undefined;
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
