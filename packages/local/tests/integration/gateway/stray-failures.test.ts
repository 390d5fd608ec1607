import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { places } from '#tests/support/failing-gateway.ts';

type Supervise = typeof import('../../../src/start/supervise.cjs');
const { FLAGS } = createRequire(import.meta.url)('../../../src/start/supervise.cjs') as Supervise;

let child: ChildProcess;
let lines: AsyncIterator<string>;
let endpoint: string;

/** The next line that it prints. */
async function line(): Promise<string> {
  for (;;) {
    const { value, done } = await lines.next();
    if (done) throw new Error('The process has ended.');
    if (value !== '') return value;
  }
}

beforeAll(async () => {
  const script = fileURLToPath(new URL('../../support/failing-gateway.ts', import.meta.url));
  child = spawn(process.execPath, [...FLAGS, script, 'run'], { stdio: ['ignore', 'pipe', 'inherit'] });
  if (!child.stdout) throw new Error('it prints nothing');
  lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  endpoint = await line();
});

afterAll(() => child.kill('SIGKILL'));

describe('no request ends the process', () => {
  it.each(places)('that throws in %s', async (place) => {
    const response = await fetch(`${endpoint}/${place}`);
    expect([response.status, await response.text()]).toEqual([
      500,
      expect.stringContaining('<Code>InternalFailure</Code>'),
    ]);
    expect(await line()).toMatch(new RegExp(`^log: s3 GET /${place}: `));
    expect((await fetch(`${endpoint}/fine`)).status).toBe(200);
  });

  it('the line says what was thrown and where', async () => {
    await fetch(`${endpoint}/a-timer`);
    expect(await line()).toMatch(
      /a-timer: Error: thrown on purpose at .*fail.* \(.*tests\/support\/failing-gateway\.ts:\d+:\d+\)$/,
    );
  });

  it('that throws when it was answered already', async () => {
    expect((await fetch(`${endpoint}/after-the-answer`)).status).toBe(200);
    expect(await line()).toMatch('s3 GET /after-the-answer, after its answer: Error: thrown on purpose');
  });

  it('that throws while its answer is written, which ends there', async () => {
    const response = await fetch(`${endpoint}/within-the-body`);
    await expect(response.text()).rejects.toThrow();
    expect(await line()).toMatch('s3 GET /within-the-body, after its answer: Error: thrown');
  });
});

describe('what fails outside of any request', () => {
  it('is told in one line, and shuts the process down in order', async () => {
    const exited = once(child, 'exit');
    child.kill('SIGUSR2');
    expect(await line()).toMatch(
      /^Something failed that should not have, so the system stops: Error: thrown on purpose at/,
    );
    expect(await line()).toBe('closed');
    expect(await exited).toEqual([1, null]);
  });
});
