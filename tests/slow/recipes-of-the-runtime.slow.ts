import { execFile } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cleanEnvironment } from '#tests/support/clean-environment.ts';
import { commandsOf, copyOfRepository } from './copy-of-repository.ts';

const run = promisify(execFile);

/** The worked examples of docs/architecture.md: their own test, and what of them docs/supported.md lists then. */
const RECIPES = [
  {
    recipe: 'An S3 operation',
    test: 'packages/local/tests/integration/s3/request-payment.test.ts',
    listed: '| `GetBucketRequestPayment` |',
  },
  {
    recipe: 'A resource type',
    test: 'packages/local/tests/unit/template/resources/aws-sqs-queue-inline-policy.test.ts',
    listed: '| `AWS::SQS::QueueInlinePolicy` | `Queue`, `PolicyDocument` |',
  },
  {
    recipe: 'An integration',
    test: 'packages/local/tests/unit/integrations/athena.test.ts',
    listed: '| `athena:startQueryExecution` | `requestResponse` |',
  },
  { recipe: 'A state', test: 'packages/asl/tests/execution/skip.test.ts', listed: '### Skip\n' },
  {
    recipe: 'A service',
    test: 'packages/local/tests/unit/services/ssm.test.ts',
    listed: '| `PutParameter` | `Name`, `Value`, `Type`, `Overwrite` |',
  },
];

let folder: string;
let page: string;

/** A program of the copy, on this Node. Rejects with what it printed where it fails. */
const inside = (...words: readonly string[]) =>
  run(process.execPath, words, { cwd: folder, env: cleanEnvironment(), maxBuffer: 1 << 26 }).catch((error) => {
    throw new Error(`${words.join(' ')}\n${String(error.stdout).slice(-3000)}${String(error.stderr).slice(-1000)}`);
  });

const vitest = (...files: readonly string[]) => inside('node_modules/vitest/vitest.mjs', 'run', ...files);

beforeAll(async () => {
  folder = await copyOfRepository();
  for (const { recipe } of RECIPES)
    await run('bash', ['-euo', 'pipefail', '-c', await commandsOf('docs/architecture.md', recipe)], { cwd: folder });
  await inside('scripts/docs/supported.ts');
  page = await readFile(join(folder, 'docs/supported.md'), 'utf8');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the worked examples of docs/architecture.md, all of them on one copy of the repository', () => {
  it.each(RECIPES)('$recipe: is listed by the page of what is supported', ({ listed }) => {
    expect(page).toContain(listed);
  });

  it('pass their own tests, and those of the tree', async () => {
    await vitest(...RECIPES.map(({ test }) => test), 'tests/architecture.test.ts');
  });

  it('pass the checks of types and of style', async () => {
    await inside('node_modules/typescript/bin/tsc', '--noEmit');
    await inside('node_modules/@biomejs/biome/bin/biome', 'check', 'packages');
  });
});
