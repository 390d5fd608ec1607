import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '#tests/support/root.ts';
import { startSystem, type TestLab } from '#tests/support/system.ts';
import { type Database, startDatabase } from './database.ts';
import { executionsOf, makeReady, orderAt, placeAt, reached } from './orders.ts';

const run = promisify(execFile);
const SMOKE_MS = 600_000;
const counts = { passed: 0, failed: 0 };
const say = (line: string) => void process.stdout.write(`${line}\n`);

async function check(does: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
    counts.passed++;
    say(`ok   ${does}`);
  } catch (error) {
    counts.failed++;
    say(`FAIL ${does}\n     ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** One start of the database and of the system on it, on what an earlier one left in the folder. */
async function during(
  folder: string,
  jars: string,
  work: (system: TestLab, database: Database) => Promise<void>,
): Promise<void> {
  const database = await startDatabase(jars, join(folder, 'database'));
  try {
    const system = await startSystem({ dataDir: join(folder, 'data'), keepData: true, dynamodb: database.url });
    await work(system, database).finally(() => system.close());
    await check('nothing could not be read, or went wrong in the background', async () => {
      if (system.lines.length > 0) throw new Error(system.lines.join('\n     '));
    });
  } finally {
    await database.stop();
  }
}

/** As `npm run smoke` runs it. */
async function smoke({ endpoint, region, credentials }: TestLab): Promise<void> {
  const env = {
    PATH: process.env.PATH,
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  };
  await run(process.execPath, [join(root, 'scripts/smoke.ts')], { cwd: root, env, timeout: SMOKE_MS });
}

async function story(folder: string, jars: string): Promise<void> {
  await during(folder, jars, async (system) => {
    await check('a photo is developed and an order is fulfilled on a fresh database', () => smoke(system));
    await check('an order is confirmed', async () => {
      await makeReady(system);
      await placeAt(system, 'before');
      await reached(system, 'before', 'CONFIRMED');
    });
  });
  await withDatabaseAlone(folder, jars);
  await during(folder, jars, async (system) => {
    await check('rows are as they were after both have started again', async () => {
      const { status } = await orderAt(system, 'before');
      if (status !== 'CONFIRMED') throw new Error(`the order is ${status}`);
    });
    await check('the stream goes on where it was read to, each order once', async () => {
      await reached(system, 'meanwhile', 'CONFIRMED');
      const names = await executionsOf(system);
      // The one of the smoke test is the third.
      if (names.length !== 3) throw new Error(`${names.length} executions: ${names.join(' ')}`);
    });
    await check('a photo is developed and an order is fulfilled on the database of before', () => smoke(system));
  });
}

/** An order that arrives while the system is down. */
async function withDatabaseAlone(folder: string, jars: string): Promise<void> {
  const database = await startDatabase(jars, join(folder, 'database'));
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const there = { endpoint: database.url, region: 'us-east-1', credentials };
  await placeAt(there, 'meanwhile').finally(() => database.stop());
}

/**
 * Runs the whole system with `--dynamodb` at AWS's own DynamoDB Local: on a fresh database, then with both started again on
 * what they had kept. Resolves to whether all went well.
 */
export async function tellStory(jars: string): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'darkroom-dynamodb-local-'));
  try {
    await mkdir(join(folder, 'database'));
    await story(folder, jars);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  say(`${counts.passed} passed, ${counts.failed} failed`);
  return counts.failed === 0;
}
