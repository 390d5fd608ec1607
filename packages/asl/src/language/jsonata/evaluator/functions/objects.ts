import { setMember } from '#asl/json.ts';
import { STEPS_A_MEMBER } from '../../../budget.ts';
import type { Call } from '../fn.ts';
import { Fn } from '../fn.ts';
import type { Run } from '../frame.ts';
import { append, lookUp } from '../nodes/steps.ts';
import { copyOf } from '../string-of.ts';
import { Appended, isList, isMembers, sequenceFrom, sequenceOf, type Value } from '../values.ts';

type Native = (args: readonly Value[], call: Call) => Value;

export const objects: Readonly<Record<string, Native>> = {
  keys: ([value], { frame: { run } }) => {
    const names = new Set<string>();
    collectNames(value, names, run);
    return sequenceFrom([...names]);
  },
  lookup: ([value, name], { frame: { run } }) => lookUp(value, String(name), run),
  spread: ([value], { frame: { run } }) => spread(value, run),
  merge: ([items], { frame: { run } }) => {
    if (!isList(items)) return undefined;
    const merged: Record<string, Value> = {};
    for (const item of items) {
      for (const [name, member] of isMembers(item) ? Object.entries(item) : []) {
        run.budget.spend(STEPS_A_MEMBER);
        setMember(merged, name, member);
      }
    }
    return merged;
  },
  clone: ([value], { frame: { run } }) => (value === undefined ? undefined : copyOf(value, run.budget)),
};

function collectNames(value: Value, names: Set<string>, run: Run): void {
  run.budget.spend();
  if (isList(value)) for (const item of value) collectNames(item, names, run);
  else if (isMembers(value)) {
    for (const name of Object.keys(value)) {
      run.budget.spend(STEPS_A_MEMBER);
      names.add(name);
    }
  }
}

/** An object whose only member is named as no other's is takes long to make. */
const STEPS_A_SHAPE = 30;

function spread(value: Value, run: Run): Value {
  if (value instanceof Fn) return value;
  if (isMembers(value)) {
    const parts = sequenceOf();
    for (const [name, member] of Object.entries(value)) {
      run.budget.spend(STEPS_A_SHAPE);
      run.budget.holdObject(1);
      append(parts, [Object.fromEntries([[name, member]])], run);
    }
    return parts;
  }
  if (!isList(value)) return value;
  const all = new Appended();
  all.add(sequenceOf());
  run.budget.holdList(value.length);
  for (const item of value) all.add(spread(item, run));
  return all.value;
}
