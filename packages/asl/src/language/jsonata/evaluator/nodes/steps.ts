import type { Evaluator } from '../evaluator.ts';
import type { Run } from '../frame.ts';
import { isList, isMembers, pushAll, type Sequence, sequenceOf, type Value } from '../values.ts';

/** The member of an object, or of each object of a list, at any depth of lists. */
export const member =
  (name: string): Evaluator =>
  (input, { run }) =>
    lookUp(input, name, run);

export function lookUp(input: Value, name: string, run: Run): Value {
  if (isMembers(input)) return Object.hasOwn(input, name) ? input[name] : undefined;
  if (!isList(input)) return undefined;
  const found = sequenceOf();
  run.budget.spend(input.length);
  for (const item of input) {
    const value = lookUp(item, name, run);
    if (isList(value)) append(found, value, run);
    else if (value !== undefined) found.push(value);
  }
  run.budget.holdList(found.length);
  return found;
}

/** All members; lists among them are flattened. */
export const wildcard: Evaluator = (input, { run }) => {
  const found = sequenceOf();
  if (!isList(input) && !isMembers(input)) return found;
  let isPlain = false;
  for (const value of isList(input) ? input : Object.values(input)) {
    run.budget.spend();
    if (!isList(value)) found.push(value);
    else {
      isPlain = true;
      flatten(value, found, run);
    }
  }
  run.budget.holdList(found.length);
  // What jsonata appends lists to is no sequence any more.
  return isPlain ? [...found] : found;
};

function flatten(list: Value, found: Value[], run: Run): void {
  if (!isList(list)) {
    found.push(list);
    return;
  }
  run.budget.spend(list.length);
  for (const item of list) flatten(item, found, run);
}

/** The item and all below, without the lists themselves. */
export const descendants: Evaluator = (input, { run }) => {
  if (input === undefined) return undefined;
  const found = sequenceOf();
  const pending: Value[] = [input];
  while (pending.length > 0) {
    const node = pending.pop();
    run.budget.spend();
    if (!isList(node)) found.push(node);
    const below = isList(node) ? node : isMembers(node) ? Object.values(node) : [];
    for (let at = below.length - 1; at >= 0; at -= 1) pending.push(below[at]);
  }
  run.budget.holdList(found.length);
  return found.length === 1 ? found[0] : found;
};

/** Adds all items of a list to a sequence. */
export function append(sequence: Sequence, items: readonly Value[], run: Run): void {
  run.budget.spend(items.length / 8);
  run.budget.holdList(sequence.length + items.length, items.length);
  pushAll(sequence, items);
}
