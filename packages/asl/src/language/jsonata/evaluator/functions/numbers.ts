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

/** Steps that it takes to write or read by a picture of some characters. */
const STEPS_A_PICTURE = 50;
/** Pictures are looked through once for each of their signs. */
const SIGNS_A_STEP = 1_000;

/** jsonata's own, by a picture: `#,##0.00`. */
function byPicture(args: readonly Value[], { frame: { run } }: Call, original: Original): Value {
  const length = args.reduce((sum: number, arg) => sum + (typeof arg === 'string' ? arg.length : 0), 0);
  run.budget.spend(STEPS_A_PICTURE + length + length ** 2 / SIGNS_A_STEP);
  return original(args);
}

export const numbers: Readonly<Record<string, Native>> = {
  // jsonata's own hand all items over as arguments, of which there may be only so many.
  max: best((value, than) => value > than),
  min: best((value, than) => value < than),
  formatNumber: byPicture,
  formatInteger: byPicture,
  parseInteger: byPicture,
};
