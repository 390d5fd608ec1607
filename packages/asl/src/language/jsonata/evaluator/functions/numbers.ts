import type { Call } from '../fn.ts';
import type { Original } from '../library.ts';
import { isList, type Value } from '../values.ts';

type Native = (args: readonly Value[], call: Call, original: Original) => Value;

const best =
  (isBetter: (value: number, than: number) => boolean): Native =>
  ([items], { frame: { run } }) => {
    if (!isList(items)) return undefined;
    run.budget.spend(items.length);
    let found: number | undefined;
    for (const item of items) {
      if (typeof item === 'number' && (found === undefined || isBetter(item, found))) found = item;
    }
    return found;
  };

export const numbers: Readonly<Record<string, Native>> = {
  // jsonata's own hand all items over as arguments, of which there may be only so many.
  max: best((value, than) => value > than),
  min: best((value, than) => value < than),
  formatNumber: (args, { frame: { run } }, original) => {
    const [, picture] = args;
    run.budget.spend(typeof picture === 'string' ? picture.length : 1);
    return original(args);
  },
};
