import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '@safelight/local/cli/command';
import { UsageError } from '@safelight/local/cli/usage';
import { root } from '#tests/support/root.ts';
import { startDatabase } from './database.ts';
import { differential } from './differential/main.ts';
import { dynamoDbLocalJars, NotHereError } from './install.ts';
import { tellStory } from './story.ts';

const say = (line: string) => void process.stdout.write(`${line}\n`);

await runCommand({
  help: `npm run test:dynamodb-local [-- --calls N --seed N --only PART]
Puts our own DynamoDB beside AWS's DynamoDB Local (which Maven fetches and Java runs): the same generated calls to both,
differences listed; then runs the whole system on DynamoDB Local, twice on one database.
  --calls N     generated calls (10000)
  --seed N      seed of the calls (20260101)
  --only PART   differential or story
`,
  options: {
    calls: { type: 'string' },
    seed: { type: 'string' },
    only: { type: 'string' },
  },
  async run({ calls, seed, only }) {
    if (only !== undefined && only !== 'differential' && only !== 'story')
      throw new UsageError(`--only takes differential or story, not ${only}.`);
    if (only === 'story' && (calls ?? seed) !== undefined)
      throw new UsageError('--calls and --seed are of the generated calls: leave them out with --only story.');
    const [made, from] = [wholeNumber('--calls', calls ?? '10000'), wholeNumber('--seed', seed ?? '20260101')];
    try {
      const jars = await dynamoDbLocalJars(root);
      const same = only === 'story' || (await beside(jars, made, from));
      const told = only === 'differential' || (await tellStory(jars));
      return same && told ? 0 : 1;
    } catch (error) {
      if (!(error instanceof NotHereError)) throw error;
      process.stderr.write(`${error.message}\n`);
      return 1;
    }
  },
});

function wholeNumber(option: string, value: string): number {
  if (/^[1-9]\d{0,8}$/.test(value)) return Number(value);
  throw new UsageError(`${option} takes a whole number above zero, not ${value}.`);
}

async function beside(jars: string, calls: number, seed: number): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'darkroom-dynamodb-local-'));
  const database = await startDatabase(jars, folder);
  try {
    return await differential(database.url, calls, seed, say);
  } finally {
    await database.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
