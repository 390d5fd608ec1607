import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const program = join(import.meta.dirname, '../../support/strained.ts');

/** A shell lowers what its processes may have. */
const shell = async (line: string): Promise<readonly string[]> => {
  const { stdout } = await promisify(execFile)('sh', ['-c', line, process.execPath, program]);
  return stdout.trim().split('\n');
};

it.skipIf(process.platform === 'win32')(
  'says in one line that no file handles are left, and when there are',
  async () => {
    expect(await shell('ulimit -n 100; "$0" "$1" handles')).toEqual([
      expect.stringMatching(/^No file handles are left: .*raise what ulimit -n says/),
      'There are file handles again.',
    ]);
  },
);

it('says in one line that memory is near its limit, and when it is not', async () => {
  expect(await shell('"$0" --expose-gc --max-semi-space-size=8 --max-old-space-size=256 "$1" memory')).toEqual([
    expect.stringMatching(/^Memory is near its limit, with \d+ MB of \d+ MB: .*--max-old-space-size/),
    'There is memory again.',
  ]);
});
