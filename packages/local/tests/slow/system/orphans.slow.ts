import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished, vi } from 'vitest';
import { FIXTURES } from '#tests/integration/lambda/setup.ts';

const program = fileURLToPath(new URL('../../support/lone-environment.ts', import.meta.url));

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

it('a function that runs ends with the service, also with one that is killed', async () => {
  const words = [program, FIXTURES, 'functions/lingers.handler'];
  const service = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void service.kill('SIGKILL'));
  let said = '';
  for await (const chunk of service.stdout) {
    said += chunk;
    if (/pid \d+/.test(said)) break;
  }
  const pid = Number(/pid (\d+)/.exec(said)?.[1]);
  onTestFinished(() => void (isAlive(pid) && process.kill(pid, 'SIGKILL')));
  expect(isAlive(pid)).toBe(true);
  service.kill('SIGKILL');
  await vi.waitFor(() => expect(isAlive(pid)).toBe(false), { timeout: 50_000, interval: 50 });
});
