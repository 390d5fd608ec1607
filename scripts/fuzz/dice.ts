import type { Random } from '@safelight/asl/identity';

/** A whole number from 0 to one below `limit`. */
export const below = (random: Random, limit: number): number => Math.floor(random.next() * limit);

export function pick<Item>(random: Random, items: readonly Item[]): Item {
  const item = items[below(random, items.length)];
  if (item === undefined) throw new Error('There is nothing to pick from.');
  return item;
}

export const bytesOf = (random: Random, length: number): Buffer =>
  Buffer.from(Array.from({ length }, () => below(random, 256)));
