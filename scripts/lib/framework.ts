import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemClock } from '@safelight/asl/clock';
import { UsageError } from '@safelight/local/cli/usage';
import { oneAtATime } from '@safelight/local/compile/one-at-a-time';

const root = fileURLToPath(new URL('../..', import.meta.url));
const bin = fileURLToPath(new URL('../../node_modules/serverless/bin/serverless.js', import.meta.url));

/**
 * Runs the framework on the pinned Node and answers its exit code. It calls `AWS_ENDPOINT_URL` where that is set. Nothing else
 * compiles meanwhile, such as an `npm start`: all go through `.serverless`.
 */
export const framework = (...words: readonly string[]): Promise<number> =>
  oneAtATime(join(root, '.build/compile.lock'), systemClock, () => runFramework(words));

function runFramework(words: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [bin, ...words], { cwd: root, stdio: 'inherit' });
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}

export const STAGE_OPTION = { stage: { type: 'string', default: 'dev' } } as const;

/** Names of stages become parts of the names of buckets. */
export function checkedStage(stage: string): string {
  if (/^[a-z][a-z0-9-]{0,19}$/.test(stage)) return stage;
  throw new UsageError(`--stage takes lower-case letters, digits and dashes, not ${stage}.`);
}
