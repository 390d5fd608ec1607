import type { Call } from '../fn.ts';
import type { Original } from '../library.ts';
import type { Value } from '../values.ts';

type Native = (args: readonly Value[], call: Call, original: Original) => Value;

/** A time of day without a zone, which JavaScript would take for one of the machine's. */
const WITHOUT_ZONE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?$/;

export const times: Readonly<Record<string, Native>> = {
  toMillis: ([text, picture], { frame: { run } }, original) => {
    run.budget.spend(typeof text === 'string' ? text.length : 1);
    const isBare = picture === undefined && typeof text === 'string' && WITHOUT_ZONE.test(text);
    return original([isBare ? `${text}Z` : text, picture]);
  },
  fromMillis: (args, { frame: { run } }, original) => {
    const [, picture] = args;
    run.budget.spend(typeof picture === 'string' ? picture.length : 1);
    return original(args);
  },
};
