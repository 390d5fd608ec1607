import { say } from './say.ts';
import { whyOf } from './why.ts';

/**
 * Works on each of the items, in their order: one that fails is named with why, and does not keep the others from it. Answers how many
 * failed.
 */
export async function eachOf<Item>(
  items: Iterable<Item>,
  nameOf: (item: Item) => string,
  work: (item: Item) => Promise<void>,
  tell: (line: string) => void = say,
): Promise<number> {
  let failed = 0;
  for (const item of items) {
    try {
      await work(item);
    } catch (error) {
      failed += 1;
      tell(`${nameOf(item)}: ${whyOf(error)}`);
    }
  }
  return failed;
}
