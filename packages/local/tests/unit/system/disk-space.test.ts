import { ManualClock } from '@safelight/asl/testing/manual-clock';
import { expect, it } from 'vitest';
import { createDiskSpace } from '#local/system/disk-space.ts';

const MB = 1 << 20;

/** What the file system says instead of a number. */
const CODES: Readonly<Record<number, string>> = { '-1': 'ENOENT', '-2': 'EROFS', '-3': 'EACCES', '-4': 'ENOSYS' };

function setUp(free = 100 * MB) {
  const clock = new ManualClock();
  const disk = { free };
  const lines: string[] = [];
  const freeBytes = () => {
    const code = CODES[disk.free];
    if (code) throw Object.assign(new Error(code), { code });
    return disk.free;
  };
  const space = createDiskSpace({ folder: '/data', clock, log: (line) => lines.push(line), freeBytes });
  const become = async (bytes: number) => {
    disk.free = bytes;
    await clock.advance(1_000);
  };
  return { space, lines, become };
}

it.each([
  [100 * MB, 0, false, false],
  [8 * MB, 0, false, false],
  [8 * MB, 1, true, false],
  [8 * MB - 1, 0, true, false],
  [100 * MB, 93 * MB, true, false],
  [MB - 1, 0, true, true],
  [-1, 0, true, true],
  [-2, 0, true, true],
  [-3, 0, true, true],
  [-4, 0, false, false],
])('%i bytes free, %i more asked: low is %s, full is %s', (free, more, low, full) => {
  const { space } = setUp(free);
  expect([space.isLow(more), space.isFull()]).toEqual([low, full]);
});

it('says once that there is no space, that the folder has gone or may not be written, and that there is space again', async () => {
  const { space, lines, become } = setUp();
  for (const bytes of [100 * MB, 5 * MB, 4 * MB, -1, -1, -2, -2, 3 * MB, 100 * MB, 100 * MB]) {
    await become(bytes);
    space.isLow();
  }
  expect(lines).toEqual([
    expect.stringMatching(/^no space left on \/data: uploads, sends and starts are refused/),
    expect.stringMatching(/^The data folder \/data has gone: put it back, or/),
    expect.stringMatching(
      /^The data folder \/data may not be written \(EROFS\): uploads, sends and starts are refused/,
    ),
    expect.stringMatching(/^no space left on \/data/),
    'There is space on /data again.',
  ]);
});

it('lets those wait who would take more, until there is more', async () => {
  const { space, become } = setUp(MB);
  let free = false;
  const waiting = space.whenFree().then(() => {
    free = true;
  });
  await become(2 * MB);
  expect(free).toBe(false);
  await become(50 * MB);
  await waiting;
});
