import { describe, expect, it } from 'vitest';
import { createPool } from '#services/lambda/environments/pool.ts';

const resize = { name: 'resize' };
const convert = { name: 'convert' };

function setUp(capacity = 2) {
  let now = 0;
  const pool = createPool<ReturnType<typeof environment>>({ capacity, now: () => now });
  return { pool, at: (time: number) => (now = time) };
}

function environment() {
  let alive = true;
  return {
    get alive() {
      return alive;
    },
    kill: () => {
      alive = false;
    },
  };
}

describe('the pool', () => {
  it('gives out the environment of the function that was used last, once', () => {
    const { pool } = setUp();
    const [first, second] = [environment(), environment()];
    pool.put(resize, first);
    pool.put(resize, second);
    expect(pool.take(convert)).toBeUndefined();
    expect(pool.take(resize)).toBe(second);
    expect(pool.take(resize)).toBe(first);
    expect(pool.take(resize)).toBeUndefined();
  });

  it('ends the longest idle one when there are too many', () => {
    const { pool } = setUp(2);
    const all = [environment(), environment(), environment()];
    for (const one of all) pool.put(resize, one);
    expect(all.map(({ alive }) => alive)).toEqual([false, true, true]);
  });

  it('keeps one of every function rather than many of one', () => {
    const { pool } = setUp(2);
    const [only, ...many] = [environment(), environment(), environment(), environment()];
    pool.put(resize, only);
    for (const one of many) pool.put(convert, one);
    expect([only, ...many].map(({ alive }) => alive)).toEqual([true, false, false, true]);
  });

  it('ends one that is spare when asked, until there is none', () => {
    const { pool } = setUp(3);
    const [only, old, young] = [environment(), environment(), environment()];
    pool.put(resize, only);
    pool.put(convert, old);
    pool.put(convert, young);
    expect(pool.endSpare()).toBe(true);
    expect(pool.environments).toEqual([only, young]);
    expect(old.alive).toBe(false);
    expect([pool.endSpare(), pool.endSpare(), pool.endSpare()]).toEqual([true, true, false]);
    expect(pool.environments).toEqual([]);
  });

  it('does not give out one that has died', () => {
    const { pool } = setUp();
    const dead = environment();
    pool.put(resize, dead);
    dead.kill();
    expect(pool.take(resize)).toBeUndefined();
  });

  it('ends those that have been idle for too long', () => {
    const { pool, at } = setUp(3);
    const [old, young] = [environment(), environment()];
    pool.put(resize, old);
    at(10);
    pool.put(resize, young);
    pool.reapIdleSince(10);
    expect([old.alive, young.alive]).toEqual([false, true]);
    pool.clear();
    expect(young.alive).toBe(false);
  });
});
