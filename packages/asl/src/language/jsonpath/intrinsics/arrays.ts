import type { Json } from '#asl/json.ts';
import { holdAll } from '../../budget.ts';
import { canonicalJson } from './canonical.ts';
import { arity, IntrinsicError, type IntrinsicFunction, integerAt, listAt } from './function.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html#asl-intrsc-func-arrays */
const LARGEST_RANGE = 1000;

const STEPS_A_CHUNK = 4;

export const arrays: Readonly<Record<string, IntrinsicFunction>> = {
  'States.Array': (args) => [...args],
  'States.ArrayLength': (args) => {
    arity(args, 1);
    return listAt(args, 0).length;
  },
  'States.ArrayGetItem': (args) => {
    arity(args, 2);
    const item = listAt(args, 0)[integerAt(args, 1)];
    if (item === undefined) throw new IntrinsicError('Index out of bounds');
    return item;
  },
  'States.ArrayContains': (args, _ports, budget) => {
    arity(args, 2);
    holdAll(args, budget);
    const wanted = canonicalJson(args[1] ?? null);
    return listAt(args, 0).some((item) => canonicalJson(item) === wanted);
  },
  'States.ArrayUnique': (args, _ports, budget) => {
    arity(args, 1);
    holdAll(args, budget);
    const seen = new Map<string, Json>();
    for (const item of listAt(args, 0)) {
      const text = canonicalJson(item);
      if (!seen.has(text)) seen.set(text, item);
    }
    return [...seen.values()];
  },
  'States.ArrayPartition': (args, _ports, budget) => {
    arity(args, 2);
    budget.holdList(listAt(args, 0).length);
    budget.spend(STEPS_A_CHUNK * Math.ceil(listAt(args, 0).length / Math.max(1, integerAt(args, 1))));
    return partition(listAt(args, 0), integerAt(args, 1));
  },
  'States.ArrayRange': (args) => {
    arity(args, 3);
    const [first, last, step] = [integerAt(args, 0), integerAt(args, 1), integerAt(args, 2)];
    return range(first, last, step);
  },
};

export function partition<Item>(items: readonly Item[], size: number): Item[][] {
  if (!(size >= 1)) throw new IntrinsicError('The chunk size must be a positive integer');
  const chunks: Item[][] = [];
  for (let start = 0; start < items.length; start += size) chunks.push(items.slice(start, start + size));
  return chunks;
}

/** From first to last, both included where the step meets the last. */
function range(first: number, last: number, step: number): number[] {
  if (step === 0) throw new IntrinsicError('The increment must not be zero');
  const length = Math.max(0, Math.floor((last - first) / step) + 1);
  if (length > LARGEST_RANGE) throw new IntrinsicError(`The range must not have more than ${LARGEST_RANGE} items`);
  return Array.from({ length }, (_, index) => first + index * step);
}
