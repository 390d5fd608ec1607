import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { NoPythonError, pythonTools } from '../../scripts/lib/python-tools.ts';
import { freePort } from '../../tests/dynamodb-local/database.ts';

/** https://pypi.org/project/ministack/ */
const PACKAGE = 'ministack==1.4.21';

/** MiniStack cannot be had on this machine: why, in one line. */
export class NotHereError extends Error {
  override readonly name = 'NotHereError';
}

/** MiniStack, running. */
export interface MiniStack {
  readonly url: string;
  stop(): Promise<void>;
}

/** @param root below whose `.build/` it is installed. Rejects with NotHereError. */
export async function startMiniStack(root: string): Promise<MiniStack> {
  const bin = await pythonTools(root, PACKAGE).catch((error) => {
    throw new NotHereError(error instanceof NoPythonError ? error.message : `MiniStack is not here: ${String(error)}`);
  });
  const port = await freePort();
  const folder = await mkdtemp(join(tmpdir(), 'ministack-'));
  const env = { ...process.env, GATEWAY_PORT: String(port), LOG_LEVEL: 'INFO' };
  const child = spawn(join(bin, 'ministack'), [], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'exit');
  const stop = async () => {
    child.kill();
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  const listens = new Promise<boolean>((resolve) => {
    for (const stream of [child.stdout, child.stderr])
      createInterface({ input: stream }).on('line', (line) => line.includes('Running on') && resolve(true));
    ended.then(() => resolve(false));
  });
  if (await listens) return { url: `http://127.0.0.1:${port}`, stop };
  await rm(folder, { recursive: true, force: true });
  throw new NotHereError('MiniStack is not here: it ended as soon as it was started.');
}
