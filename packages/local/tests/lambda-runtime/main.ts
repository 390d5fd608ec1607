import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { bundleCode } from '#local/bundle/code.ts';
import { runCommand } from '#local/cli/command.ts';
import { onAwsClient } from './aws-side.ts';
import type { Case } from './cases.ts';
import { awsClient } from './client.ts';
import { onLocalRuntime } from './local-side.ts';
import { comparable, type Run } from './run.ts';

const root = resolve(import.meta.dirname, '../../../..');

await runCommand({
  help: `npm run test:lambda-runtime
Runs the odd handlers of the tests and all functions of serverless.yml on AWS's runtime client (npm aws-lambda-ric, built once:
cmake and a compiler) and on the local Lambda, in both log formats, and lists what differs.
`,
  options: {},
  async run() {
    const client = awsClient();
    // Handlers take what the runtime gives them as soon as they are loaded.
    const { oddCases, packagedCases } = await import('./cases.ts');
    const cases = [...oddCases(), ...(await packagedCases(root))];
    let differing = 0;
    for (const one of cases) differing += await differences(client, one);
    console.log(`${cases.length} handlers in two log formats, ${differing} differences`);
    return differing === 0 ? 0 : 1;
  },
});

/** Of the two log formats, those in which the two sides do not do alike. */
async function differences(client: ReturnType<typeof awsClient>, one: Case): Promise<number> {
  const taskRoot = mkdtempSync(join(tmpdir(), 'judged-'));
  await unpack(taskRoot, one);
  let differing = 0;
  for (const format of ['Text', 'JSON']) {
    const run = runOf(taskRoot, one, format);
    const [aws, local] = [comparable(await onAwsClient(client, run)), comparable(await onLocalRuntime(run))];
    const equal = isDeepStrictEqual(aws, local);
    if (!equal) differing += 1;
    console.log(`${equal ? 'alike ' : 'DIFFER'} ${one.handler} ${format}`);
    if (!equal) console.log(`  AWS   ${JSON.stringify(aws)}\n  local ${JSON.stringify(local)}`);
  }
  rmSync(taskRoot, { recursive: true });
  return differing;
}

async function unpack(taskRoot: string, { root: from, module }: Case): Promise<void> {
  // For the native half of sharp.
  symlinkSync(join(root, 'node_modules'), join(taskRoot, 'node_modules'));
  for (const [path, content] of (await bundleCode(from, module)).files) {
    await mkdir(dirname(join(taskRoot, path)), { recursive: true });
    await writeFile(join(taskRoot, path), content);
  }
}

function runOf(taskRoot: string, { handler, variables: own }: Case, format: string): Run {
  const variables = {
    ...own,
    ...{ PATH: process.env.PATH ?? '', TZ: ':UTC', AWS_REGION: 'us-east-1', AWS_LAMBDA_LOG_FORMAT: format },
    ...{ AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'x', AWS_ENDPOINT_URL: 'http://127.0.0.1:1' },
    ...{ AWS_LAMBDA_FUNCTION_NAME: 'judged', AWS_LAMBDA_FUNCTION_VERSION: '$LATEST' },
    ...{ AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '256', AWS_LAMBDA_LOG_GROUP_NAME: 'g', AWS_LAMBDA_LOG_STREAM_NAME: 's' },
    ...{ AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand', AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' },
    ...{ LAMBDA_TASK_ROOT: taskRoot, _HANDLER: handler },
  };
  const requestId = '8476a536-e9f4-11e8-9739-2dfe598c3fcd';
  const traceId = 'Root=1-2-3;Parent=4;Sampled=0';
  return { taskRoot, variables, requestId, traceId, deadline: Date.now() + 60_000, event: {} };
}
