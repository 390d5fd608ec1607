import type { Call } from '../fn.ts';
import { InternalError } from '../jsonata-error.ts';
import type { Original } from '../library.ts';
import { stringOf } from '../string-of.ts';
import { isList, type Value } from '../values.ts';

/** Characters that are cut out of a text one by one in the time that a step takes. */
const CHARACTERS_CUT_A_STEP = 4;

type Native = (args: readonly Value[], call: Call, original: Original) => Value;

export const texts: Readonly<Record<string, Native>> = {
  string: ([value, isPretty], { frame: { run } }) => stringOf(value, run.budget, isPretty === true),
  length: ([text]) => (typeof text === 'string' ? charactersIn(text) : undefined),
  substring: (args, { frame: { run } }, original) => {
    const [text, start, length] = args;
    if (typeof text !== 'string' || typeof start !== 'number') return original(args);
    run.budget.holdText(text.length);
    if (hasPairs(text)) {
      run.budget.spend(text.length / CHARACTERS_CUT_A_STEP);
      return original(args);
    }
    const from = text.length + start < 0 ? 0 : start;
    if (typeof length !== 'number') return text.slice(from);
    return length <= 0 ? '' : text.slice(from, from >= 0 ? from + length : text.length + from + length);
  },
  pad: ([text, width, sign], { frame: { run } }) => {
    if (typeof text !== 'string' || typeof width !== 'number') return undefined;
    const missing = Math.abs(Math.trunc(width)) - charactersIn(text);
    if (missing <= 0) return text;
    run.budget.holdText(text.length + missing);
    const signs = [...(typeof sign === 'string' && sign !== '' ? sign : ' ')];
    run.budget.holdText(signs.length);
    const padding = signs.join('').repeat(missing / signs.length) + signs.slice(0, missing % signs.length).join('');
    return width > 0 ? text + padding : padding + text;
  },
  base64decode: (args, { frame: { run } }, original) => {
    const [text] = args;
    if (typeof text === 'string') {
      run.budget.holdText(text.length);
      if (!isBase64(text)) throw new InternalError();
    }
    return original(args);
  },
  join: (args, { frame: { run } }, original) => {
    const [items, separator] = args;
    let length = 0;
    for (const item of isList(items) ? items : []) {
      run.budget.spend();
      length += (typeof item === 'string' ? item.length : 0) + (typeof separator === 'string' ? separator.length : 0);
    }
    run.budget.holdText(length);
    return original(args);
  },
};

/** Whether some characters take two units, as those outside of the basic plane do. */
const hasPairs = (text: string): boolean => /[\ud800-\udfff]/.test(text);

function charactersIn(text: string): number {
  if (!hasPairs(text)) return text.length;
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** As Java's decoder takes it: padding may be left out. */
const isBase64 = (text: string): boolean =>
  /^[A-Za-z0-9+/]*={0,2}$/.test(text) && text.replaceAll('=', '').length % 4 !== 1;
