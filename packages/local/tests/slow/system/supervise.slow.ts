import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '#tests/support/supervised/lines.ts';

const program = join(import.meta.dirname, '../../support/supervised/program.ts');
const cli = join(import.meta.dirname, '../../../src/cli');

/** Node code that supervises the program. */
const supervising = (how: string, stuckMs = 5_000) => {
  const words = [process.execPath, [program, how], stuckMs].map((word) => JSON.stringify(word)).join(', ');
  return `require(${JSON.stringify(join(cli, '../start/supervise.cjs'))}).supervise(${words})`;
};

describe('a supervised program', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('ends in order at %s, with its own exit code', async (signal) => {
    const { child, said, closed, lines } = run(process.execPath, ['-e', supervising('well')]);
    await said('ready');
    child.kill(signal);
    expect(await closed).toEqual([3, null]);
    expect(lines).toEqual(['ready', `stopped by ${signal}`]);
  });

  it('is told of, and ended, while its event loop stands still', async () => {
    const { child, said, closed, lines } = run(process.execPath, ['-e', supervising('stuck', 1)]);
    await said('ready');
    child.kill('SIGTERM');
    expect(await closed).toEqual([137, null]);
    expect(lines.filter((line) => line !== 'ready')).toEqual([
      expect.stringMatching(/^The system has been busy with one thing for \d+ s, and answers nobody meanwhile/),
      'The system does not end by itself and is ended; what it has acknowledged is kept.',
    ]);
  });

  it('ends when the shell of npm is killed, which passes nothing on', async () => {
    const code = JSON.stringify(supervising('well'));
    const shell = run('sh', ['-c', `'${process.execPath}' -e "$CODE"; exit $?`], {
      CODE: JSON.parse(code),
      npm_lifecycle_event: 'start',
    });
    await shell.said('ready');
    shell.child.kill('SIGKILL');
    await shell.closed;
    expect(shell.lines).toEqual(['ready', 'stopped by SIGTERM']);
  });

  it('ends when its supervisor is killed', async () => {
    const { child, said, closed, lines } = run(process.execPath, ['-e', supervising('well')]);
    await said('ready');
    child.kill('SIGKILL');
    await closed;
    expect(lines).toEqual(['ready', 'stopped by SIGTERM']);
  });
});

describe('safelight is supervised', () => {
  it('and ends with the exit code of what it starts', async () => {
    const { closed, lines } = run(process.execPath, [join(cli, 'main.cjs'), '--port', 'x']);
    expect(await closed).toEqual([2, null]);
    expect(lines).toEqual(['--port takes a number from 0 to 65535, not x.']);
  });

  it('or says in one line that Node runs no TypeScript, which is too old', async () => {
    const { closed, lines } = run(process.execPath, ['--no-experimental-strip-types', join(cli, 'main.cjs')]);
    expect(await closed).toEqual([1, null]);
    expect(lines).toEqual([expect.stringMatching(/^Node [\d.]+ is too old: safelight needs Node 22.18 or newer.$/)]);
  });
});
