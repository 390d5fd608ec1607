import { describe, expect, it } from 'vitest';
import { fanOut } from '#asl/execution/fan-out.ts';

const later = async <T>(value: T): Promise<T> => value;

describe('work is fanned out', () => {
  it('at once, where nothing waits', () => {
    expect(fanOut(3, 1, (index) => index * 2)).toEqual([0, 2, 4]);
    expect(fanOut(0, 5, (index) => index)).toEqual([]);
  });

  it('and its results are in order, whatever waits', async () => {
    expect(await fanOut(5, 2, (index) => (index % 2 === 0 ? later(index) : index))).toEqual([0, 1, 2, 3, 4]);
  });

  it('so many at a time', async () => {
    let running = 0;
    let most = 0;
    await fanOut(10, 4, async () => {
      running += 1;
      most = Math.max(most, running);
      await later(undefined);
      running -= 1;
    });
    expect(most).toBe(4);
  });

  it.each([
    [
      'at once',
      () => {
        throw new Error('broken');
      },
    ],
    ['later', () => Promise.reject(new Error('broken'))],
  ])('until one fails %s; no further one is started', async (_, fail) => {
    const started: number[] = [];
    const all = async () =>
      fanOut<number>(10, 2, (index) => {
        started.push(index);
        return index === 1 ? fail() : later(index);
      });
    await expect(all()).rejects.toThrow('broken');
    await later(undefined);
    expect(Math.max(...started)).toBeLessThan(4);
  });
});
