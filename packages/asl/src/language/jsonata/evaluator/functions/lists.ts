import { deepEqual } from '../deep-equal.ts';
import { type Call, LibraryFn } from '../fn.ts';
import { JsonataError } from '../jsonata-error.ts';
import { mergeSort } from '../merge-sort.ts';
import { apply } from '../nodes/apply.ts';
import { Lambda } from '../nodes/lambda.ts';
import {
  Appended,
  isList,
  isNumeric,
  isSequence,
  type List,
  type Sequence,
  sequenceOf,
  type Value,
} from '../values.ts';

type Native = (args: readonly Value[], call: Call) => Value;

export const lists: Readonly<Record<string, Native>> = {
  append: ([first, second], { frame: { run } }) => {
    if (first === undefined) return second;
    if (second === undefined) return first;
    const length = lengthOf(first) + lengthOf(second);
    run.budget.holdList(length);
    run.budget.spend(length / 8);
    const appended = new Appended();
    appended.add(first);
    appended.add(second);
    return appended.value;
  },
  sort: ([items, fn], call) => (isList(items) ? sort(items, fn, call) : undefined),
  distinct: ([items], call) => (isList(items) && items.length > 1 ? distinct(items, call) : items),
  shuffle: ([items], { frame: { run } }) => {
    if (!isList(items) || items.length <= 1) return items;
    run.budget.holdList(items.length);
    run.budget.spend(items.length);
    const shuffled: Value[] = [];
    for (const [at, item] of items.entries()) {
      const place = Math.floor(run.random() * (at + 1));
      shuffled[at] = shuffled[place];
      shuffled[place] = item;
    }
    return shuffled;
  },
  zip: (args, { frame: { run } }) => {
    const length = Math.min(...args.map((arg) => (isList(arg) ? arg.length : 0)));
    run.budget.holdList(length, length * (args.length + 1));
    run.budget.spend(2 * length * (args.length + 1));
    return Array.from({ length }, (_, at) => args.map((arg) => (isList(arg) ? arg[at] : undefined)));
  },
};

const lengthOf = (value: Value): number => (isList(value) ? value.length : 1);

function sort(items: List, fn: Value, call: Call): Value {
  if (items.length <= 1) return items;
  if (fn instanceof LibraryFn || fn instanceof Lambda) throw new TypeError('comp is not a function');
  if (fn !== undefined) return mergeSort(items, (left, right) => isTruthy(apply(fn, [left, right], null, call.frame)));
  if (!items.every(isNumeric) && !items.every((item) => typeof item === 'string')) {
    throw new JsonataError('D3070', { index: 1 });
  }
  call.frame.run.budget.holdList(items.length);
  call.frame.run.budget.spend(items.length * Math.ceil(Math.log2(items.length)));
  return mergeSort(items, (left, right) => (left ?? 0) > (right ?? 0));
}

/** As JavaScript takes it: jsonata does not look closer at what a comparison answers. */
const isTruthy = (value: Value): boolean => Boolean(value);

function distinct(items: List, { frame: { run } }: Call): Sequence {
  const found: Sequence = isSequence(items) ? sequenceOf() : [];
  const plain = new Set<Value>();
  for (const item of items) {
    run.budget.spend();
    if (typeof item === 'object' && item !== null) {
      if (!found.some((other) => typeof other === 'object' && deepEqual(item, other, run.budget))) found.push(item);
    } else if (!plain.has(item)) {
      plain.add(item);
      found.push(item);
    }
  }
  return found;
}
