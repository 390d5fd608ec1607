import { describe, expect, it } from 'vitest';
import { settle } from '#asl/testing/manual-clock.ts';
import { VirtualClock } from '#asl/virtual-clock.ts';

describe('a virtual clock', () => {
  it('wakes sleepers in order of time', async () => {
    const clock = new VirtualClock(1000);
    const woken: [string, number][] = [];
    const sleeper = (name: string, ms: number) => clock.sleep(ms).then(() => woken.push([name, clock.now()]));
    await Promise.all([sleeper('late', 86_400_000), sleeper('early', 10), sleeper('same', 10)]);
    expect(woken).toEqual([
      ['early', 1010],
      ['same', 1010],
      ['late', 86_401_000],
    ]);
  });

  it('stands still while anything else can go on', async () => {
    const clock = new VirtualClock();
    let isAwake = false;
    void clock.sleep(1).then(() => {
      isAwake = true;
    });
    for (let turn = 0; turn < 100; turn += 1) await Promise.resolve();
    expect([isAwake, clock.now()]).toEqual([false, 0]);
  });

  it('stands still until the work that holds it is done, however it ends', async () => {
    const clock = new VirtualClock();
    const works = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    for (const work of works) clock.holdFor(work.promise);
    const slept = clock.sleep(1_000);
    for (const end of [() => works[0]?.resolve(), () => works[1]?.reject(new Error('failed'))]) {
      await settle();
      expect(clock.now()).toBe(0);
      end();
    }
    await slept;
    expect(clock.now()).toBe(1_000);
  });

  it('lets a sleeper be woken by its signal', async () => {
    const clock = new VirtualClock();
    const controller = new AbortController();
    const sleep = clock.sleep(1000, controller.signal);
    controller.abort(new Error('enough'));
    await expect(sleep).rejects.toThrow('enough');
    await expect(clock.sleep(1, controller.signal)).rejects.toThrow('enough');
    expect(clock.now()).toBe(0);
  });
});
