import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { UsageError } from './command.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const bin = fileURLToPath(new URL('../../node_modules/serverless/bin/serverless.js', import.meta.url));

/** Runs the framework on the pinned Node and answers its exit code. It calls `AWS_ENDPOINT_URL` where that is set. */
export function framework(...words: readonly string[]): Promise<number> {
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
