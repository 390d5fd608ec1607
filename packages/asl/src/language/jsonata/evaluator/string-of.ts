import { type Budget, stackOverflow } from '../../budget.ts';
import { Fn } from './fn.ts';
import { JsonataError } from './jsonata-error.ts';
import { isList, isMembers, isNumeric, type Value } from './values.ts';

/** Digits that numbers are shown with. jsonata 2.0.6: whole numbers too. */
const DIGITS = 15;

/** A value as text: JSON, unless it is text. Functions are empty. */
export function stringOf(value: Value, budget: Budget, isPretty = false): string | undefined {
  if (value === undefined || typeof value === 'string') return value;
  if (value instanceof Fn) return '';
  if (typeof value === 'number' && !Number.isFinite(value)) throw new JsonataError('D3001', { value });
  budget.spend(STEPS_A_TEXT);
  const { length, isPlain } = weigh(value, budget);
  budget.holdText(length);
  const text = JSON.stringify(value, isPlain ? undefined : replace, isPretty ? 2 : 0);
  budget.holdText(text.length);
  return text;
}

/** Steps that it takes to write a value, however small. */
const STEPS_A_TEXT = 8;
/** Characters that are read in the time that a step takes. */
const CHARACTERS_READ_A_STEP = 4;

/** JSON that is about to be read is that long. */
export const spendOnReading = (length: number, budget: Budget): void => budget.spend(length / CHARACTERS_READ_A_STEP);

/** A copy of a value, by its JSON. */
export function copyOf(value: Value, budget: Budget): Value {
  const text = stringOf(value, budget) ?? 'null';
  spendOnReading(text.length, budget);
  return JSON.parse(text);
}

const replace = (_: string, value: Value): Value => {
  if (value instanceof Fn) return '';
  return isNumeric(value) ? rounded(value) : value;
};

const rounded = (value: number): number => Number(value.toPrecision(DIGITS));

/** How many characters the JSON of a value has at least, and whether its numbers are as they are shown. */
function weigh(value: Value, budget: Budget): { length: number; isPlain: boolean } {
  let length = 0;
  let isPlain = true;
  const pending: { value: Value; depth: number }[] = [{ value, depth: 0 }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { value: node, depth } = next;
    budget.spend();
    length += typeof node === 'string' ? node.length + 1 : 1;
    isPlain &&= !(node instanceof Fn) && (typeof node !== 'number' || isShort(node));
    const below = isList(node) ? node : isMembers(node) ? Object.values(node) : [];
    if (below.length > 0 && depth >= DEEPEST) throw stackOverflow();
    for (const child of below) pending.push({ value: child, depth: depth + 1 });
  }
  return { length, isPlain };
}

const isShort = (value: number): boolean =>
  (Number.isInteger(value) && Math.abs(value) < 10 ** DIGITS) || (Number.isFinite(value) && rounded(value) === value);

/** Values within each other that can be written. */
const DEEPEST = 1_000;
