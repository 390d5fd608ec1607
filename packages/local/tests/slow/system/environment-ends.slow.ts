import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { setUp } from '#tests/integration/lambda/setup.ts';
import { lambdaFunction } from '#tests/support/lambda-function.ts';

describe('an execution environment', () => {
  it('is killed at its timeout in the middle of native code, and its slot is free at once', async () => {
    const encode = lambdaFunction('encode', { timeoutSeconds: 1, memoryMb: 1024 });
    const { invoke, lines } = setUp({ functions: [encode], limits: { running: 1 } });
    const running = invoke('encode', { side: 6000 });
    const queued = invoke('encode', { side: 0 });
    expect((await running).result).toEqual({
      errorType: 'Sandbox.Timedout',
      errorMessage: expect.stringMatching(/^RequestId: [0-9a-f-]{36} Error: Task timed out after 1.00 seconds$/),
    });
    expect((await queued).result).toBe('idle');
    expect(lines.join('\n')).toMatch(
      /INFO\tencoding\n.*Task timed out after 1.00 seconds\nEND .*\nREPORT .*Status: timeout/,
    );
  });

  it.runIf(existsSync('/proc/self/statm')).each([
    { budget: 'one byte', memoryBytes: 1, served: 1 },
    { budget: 'enough', memoryBytes: 1e9, served: 2 },
  ])('is kept warm beside one that runs while the memory is for both ($budget)', async ({ memoryBytes, served }) => {
    const functions = [lambdaFunction('echo'), lambdaFunction('neverEnds', { timeoutSeconds: 1 })];
    const { invoke } = setUp({ functions, limits: { memoryBytes } });
    await invoke('echo');
    await invoke('neverEnds');
    expect((await invoke('echo')).result).toMatchObject({ served });
  });
});
