import { ManualClock } from '@safelight/asl/testing/manual-clock';
import { describe, expect, it } from 'vitest';
import { createSlots } from '#local/turns/slots.ts';

function setUp() {
  const clock = new ManualClock();
  const slots = createSlots({ count: 2, ceiling: 3, stallMs: 1000, clock });
  const running: (() => void)[] = [];
  const acquire = async (count: number) => {
    for (let n = 0; n < count; n++) void slots.acquire('line').then((release) => running.push(release));
    await new Promise(setImmediate);
  };
  return { slots, running, acquire, advance: (ms: number) => clock.advance(ms) };
}

describe('slots', () => {
  it('lets as many run as there are slots, and the next when one is given back', async () => {
    const { slots, running, acquire, advance } = setUp();
    await acquire(4);
    expect([slots.running, slots.waiting]).toEqual([2, 2]);
    running[0]?.();
    running[0]?.();
    await advance(0);
    expect([running.length, slots.running, slots.waiting]).toEqual([3, 2, 1]);
  });

  it('lets more run, up to the ceiling, when nothing ends', async () => {
    const { slots, acquire, advance } = setUp();
    await acquire(5);
    await advance(999);
    expect(slots.running).toBe(2);
    await advance(1);
    expect(slots.running).toBe(3);
    await advance(1000);
    expect([slots.running, slots.waiting]).toEqual([3, 2]);
  });

  it('lets a warm one go first, but only so often', async () => {
    const { slots, running, acquire } = setUp();
    const order: string[] = [];
    await acquire(2);
    void slots.acquire('cold').then(() => order.push('cold'));
    for (let n = 0; n < 12; n++) {
      void slots
        .acquire('warm', () => true)
        .then((release) => {
          order.push('warm');
          running.push(release);
        });
    }
    for (let n = 0; n < 10; n++) {
      running[n]?.();
      await new Promise(setImmediate);
    }
    expect(order.indexOf('cold')).toBe(8);
  });

  it('lets the lines of functions take turns, however long one is', async () => {
    const { slots, running, acquire } = setUp();
    const order: string[] = [];
    await acquire(2);
    for (const line of ['a', 'a', 'a', 'b', 'a', 'b', 'c']) {
      void slots.acquire(line).then((release) => {
        order.push(line);
        running.push(release);
      });
    }
    for (let n = 0; n < 7; n++) {
      running[n]?.();
      await new Promise(setImmediate);
    }
    expect(order).toEqual(['a', 'b', 'c', 'a', 'b', 'a', 'a']);
  });

  it('keeps to its number of slots as long as invocations end', async () => {
    const { slots, running, acquire, advance } = setUp();
    await acquire(4);
    await advance(600);
    running[0]?.();
    await advance(600);
    expect([slots.running, slots.waiting]).toEqual([2, 1]);
  });
});
