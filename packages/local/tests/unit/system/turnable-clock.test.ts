import { ManualClock, settle } from '@safelight/asl/testing/manual-clock';
import { describe, expect, it } from 'vitest';
import { TurnableClock } from '#local/system/turnable-clock.ts';

const MINUTE = 60_000;

function setUp() {
  const machine = new ManualClock(0);
  const clock = new TurnableClock(machine);
  const woken: (readonly [string, number])[] = [];
  const sleeper = (name: string, ms: number) => clock.sleep(ms).then(() => void woken.push([name, clock.now()]));
  return { machine, clock, woken, sleeper };
}

describe('a clock that can be turned', () => {
  it('runs on with the machine', async () => {
    const { machine, clock, woken, sleeper } = setUp();
    void sleeper('a', MINUTE);
    await machine.advance(MINUTE);
    await settle();
    expect([woken, clock.offset]).toEqual([[['a', MINUTE]], 0]);
  });

  it('wakes each sleeper at his own time, in order', async () => {
    const { clock, woken, sleeper } = setUp();
    void sleeper('late', 6 * MINUTE);
    void sleeper('early', 10);
    await clock.turn(7 * MINUTE);
    expect(woken).toEqual([
      ['early', 10],
      ['late', 6 * MINUTE],
    ]);
    expect(clock.now()).toBe(7 * MINUTE);
  });

  it('lets what sleeps again within the time wake again', async () => {
    const { clock } = setUp();
    const ticks: number[] = [];
    const tick = async () => {
      for (;;) {
        await clock.sleep(MINUTE);
        ticks.push(clock.now());
      }
    };
    void tick();
    await clock.turn(3 * MINUTE);
    expect(ticks).toEqual([MINUTE, 2 * MINUTE, 3 * MINUTE]);
  });

  it('shows whole milliseconds, however long somebody sleeps', async () => {
    const { clock, woken, sleeper } = setUp();
    void sleeper('odd', 10.25);
    await clock.turn(MINUTE);
    expect([woken, clock.now()]).toEqual([[['odd', 11]], MINUTE]);
  });

  it('leaves those asleep whose time has not come', async () => {
    const { clock, woken, sleeper } = setUp();
    void sleeper('late', 6 * MINUTE);
    await clock.turn(5 * MINUTE);
    expect(woken).toEqual([]);
  });

  it.each(['resolves', 'rejects'])(
    'stands while there is work in the time of the machine, until it %s',
    async (how) => {
      const { clock, woken, sleeper } = setUp();
      const work = Promise.withResolvers<void>();
      clock.holdFor(work.promise);
      void sleeper('a', MINUTE);
      const turned = clock.turn(2 * MINUTE);
      await settle();
      expect([woken, clock.now()]).toEqual([[], 0]);
      if (how === 'resolves') work.resolve();
      else work.reject(new Error('It went wrong.'));
      await turned;
      expect([woken, clock.now()]).toEqual([[['a', MINUTE]], 2 * MINUTE]);
    },
  );

  it('stands for work that a sleeper begins when it wakes', async () => {
    const { clock, woken, sleeper } = setUp();
    const work = Promise.withResolvers<void>();
    void clock.sleep(MINUTE).then(() => clock.holdFor(work.promise));
    void sleeper('late', 2 * MINUTE);
    const turned = clock.turn(3 * MINUTE);
    for (let turn = 0; turn < 5; turn++) await settle();
    expect([woken, clock.now()]).toEqual([[], MINUTE]);
    work.resolve();
    await turned;
    expect(woken).toEqual([['late', 2 * MINUTE]]);
  });

  it('rejects with the reason of the signal', async () => {
    const { clock } = setUp();
    const controller = new AbortController();
    const sleep = clock.sleep(MINUTE, controller.signal);
    controller.abort(new Error('enough'));
    await expect(sleep).rejects.toThrow('enough');
    await expect(clock.sleep(MINUTE, controller.signal)).rejects.toThrow('enough');
  });
});
