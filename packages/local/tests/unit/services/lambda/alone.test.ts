import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { RUNTIME_FOLDER } from '#services/lambda/environments/environment.ts';

it('an environment that nobody listens to any more is ended at once', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'alone-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'index.mjs'), 'export const handler = () => 1;\n');
  const env = { ...process.env, LAMBDA_TASK_ROOT: folder, _HANDLER: 'index.handler' };
  const child = spawn(process.execPath, [join(RUNTIME_FOLDER, 'bootstrap.ts')], {
    env,
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  });
  // Before it has said that it is ready.
  child.stdio[4]?.destroy();
  const signal = await new Promise((resolve) => child.once('exit', (_, by) => resolve(by)));
  expect(signal).toBe('SIGKILL');
});
