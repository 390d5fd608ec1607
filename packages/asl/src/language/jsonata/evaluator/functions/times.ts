import type { Call } from '../fn.ts';
import type { Original } from '../library.ts';
import type { Value } from '../values.ts';

type Native = (args: readonly Value[], call: Call, original: Original) => Value;

/** A time of day without a zone, which JavaScript would take for one of the machine's. */
const WITHOUT_ZONE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?$/;

const STEPS_A_TIME = 20;
/** Of a picture. */
const STEPS_A_SIGN = 8;

const lengthOf = (text: Value): number => (typeof text === 'string' ? text.length : 0);

export const times: Readonly<Record<string, Native>> = {
  toMillis: ([text, picture], { frame: { run } }, original) => {
    run.budget.spend(STEPS_A_TIME + lengthOf(text) + STEPS_A_SIGN * lengthOf(picture));
    const isBare = picture === undefined && typeof text === 'string' && WITHOUT_ZONE.test(text);
    return original([isBare ? `${text}Z` : text, picture]);
  },
  fromMillis: (args, { frame: { run } }, original) => {
    const [, picture] = args;
    run.budget.spend(STEPS_A_TIME + STEPS_A_SIGN * lengthOf(picture));
    return original(args);
  },
};
