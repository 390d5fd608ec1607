import { ManualClock } from '@safelight/asl/testing/manual-clock';
import { describe, expect, it } from 'vitest';
import type { Screen } from '#local/cli/style.ts';
import { workLine } from '#local/cli/work-line.ts';
import { createWorkload, type Workload } from '#local/system/load/workload.ts';

async function shown(live: boolean, ...steps: readonly (readonly [number, Workload])[]): Promise<string> {
  let text = '';
  const write = (more: string) => {
    text += more;
  };
  const screen: Screen = { live, columns: 80, write, paint: (_, plain) => plain };
  const clock = new ManualClock();
  const line = workLine(screen, clock);
  for (const [seconds, work] of steps) {
    await clock.advance(seconds * 1000);
    line.show(work);
    if (seconds === 7) line.say('Denied: s3:PutObject');
  }
  return text;
}

const at = (ended: number, running: number, waiting: number): Workload => ({ ended, running, waiting });
const burst: readonly (readonly [number, Workload])[] = [
  [0, at(5, 1, 19)],
  [1, at(6, 2, 17)],
  [9, at(15, 2, 8)],
  [10, at(25, 0, 0)],
];

describe('a burst of uploads', () => {
  it('is a line that counts on a terminal, and one at the end', async () => {
    const erase = '\r\u001b[K';
    expect(await shown(true, ...burst)).toBe(
      [
        '  0 done, 1 running, 19 waiting',
        '  1 done, 2 running, 17 waiting',
        '  10 done, 2 running, 8 waiting',
        '20 executions ended in 20.0 s\n',
      ].join(erase),
    );
  });

  it('is a line every ten seconds in a log', async () => {
    expect(await shown(false, ...burst)).toBe('10 done, 2 running, 8 waiting\n20 executions ended in 20.0 s\n');
  });

  it('that is soon over leaves a log alone', async () => {
    expect(await shown(false, [0, at(0, 1, 1)], [2, at(1, 1, 0)], [2, at(2, 0, 0)])).toBe('');
  });

  it('is more than one photo', async () => {
    expect(await shown(true, [0, at(0, 1, 0)], [20, at(1, 0, 0)])).toBe('');
  });

  it('lets other lines stay above the one that counts', async () => {
    const erase = '\r\u001b[K';
    expect(await shown(true, [0, at(0, 1, 1)], [7, at(0, 1, 3)])).toBe(
      `  0 done, 1 running, 1 waiting${erase}  0 done, 1 running, 3 waiting${erase}Denied: s3:PutObject\n  0 done, 1 running, 3 waiting`,
    );
  });
});

it('counts what waits, runs and has ended; an execution that is run again runs once', () => {
  const told: Workload[] = [];
  const work = createWorkload((now) => told.push(now));
  work.waits(1);
  work.execution('a', 'RUNNING');
  work.execution('a', 'RUNNING');
  work.waits(-1);
  work.execution('a', 'FAILED');
  expect(told.at(-2)).toEqual(at(0, 1, 0));
  expect(told.at(-1)).toEqual(at(1, 0, 0));
});
