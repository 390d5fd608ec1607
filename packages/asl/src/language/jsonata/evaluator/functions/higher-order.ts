import { setMember } from '#asl/json.ts';
import { STEPS_A_MEMBER } from '../../../budget.ts';
import type { Call } from '../fn.ts';
import { Fn, LibraryFn } from '../fn.ts';
import { JsonataError } from '../jsonata-error.ts';
import { apply } from '../nodes/apply.ts';
import { append } from '../nodes/steps.ts';
import { isList, isMembers, isTrue, type List, sequenceOf, type Value } from '../values.ts';

type Native = (args: readonly Value[], call: Call) => Value;

/** Calls a function with as many of the arguments as it takes, at least the first. */
export function callWith(fn: Value, args: readonly Value[], { frame }: Call): Value {
  frame.run.budget.spend();
  if (fn instanceof LibraryFn) throw new TypeError('func.apply is not a function');
  const arity = fn instanceof Fn ? fn.arity : 1;
  return apply(fn, args.slice(0, Math.max(1, arity)), null, frame);
}

function membersOf(value: Value, { frame: { run } }: Call): readonly (readonly [string, Value])[] {
  if (!isMembers(value)) return [];
  const members = Object.entries(value);
  run.budget.spend(STEPS_A_MEMBER * members.length);
  return members;
}

const listOf = (value: Value): List => (isList(value) ? value : []);

export const higherOrder: Readonly<Record<string, Native>> = {
  map: ([items, fn], call) => {
    if (items === undefined) return undefined;
    const results = sequenceOf();
    for (const [at, item] of listOf(items).entries()) {
      const value = callWith(fn, [item, at, items], call);
      if (value !== undefined) append(results, [value], call.frame.run);
    }
    return results;
  },
  filter: ([items, fn], call) => {
    if (items === undefined) return undefined;
    const found = sequenceOf();
    for (const [at, item] of listOf(items).entries()) {
      if (isTrue(callWith(fn, [item, at, items], call))) append(found, [item], call.frame.run);
    }
    return found;
  },
  single: ([items, fn], call) => {
    if (items === undefined) return undefined;
    const found = listOf(items).filter((item, at) => fn === undefined || isTrue(callWith(fn, [item, at, items], call)));
    if (found.length > 1) throw new JsonataError('D3138');
    if (found.length === 0) throw new JsonataError('D3139');
    return found[0];
  },
  reduce: ([items, fn, init], call) => reduce(items, fn, init, call),
  each: ([object, fn], call) => {
    const results = sequenceOf();
    for (const [name, member] of membersOf(object, call)) {
      const value = callWith(fn, [member, name, object], call);
      if (value !== undefined) append(results, [value], call.frame.run);
    }
    return results;
  },
  sift: ([object, fn], call) => {
    const found: Record<string, Value> = {};
    for (const [name, member] of membersOf(object, call)) {
      if (isTrue(callWith(fn, [member, name, object], call))) setMember(found, name, member);
    }
    return Object.keys(found).length === 0 ? undefined : found;
  },
};

function reduce(items: Value, fn: Value, init: Value, call: Call): Value {
  if (items === undefined) return undefined;
  const arity = fn instanceof Fn ? fn.arity : 0;
  if (arity < 2) throw new JsonataError('D3050', { index: 1 });
  const list = listOf(items);
  const hasInit = init !== undefined || list.length === 0;
  let result = hasInit ? init : list[0];
  for (let at = hasInit ? 0 : 1; at < list.length; at += 1) {
    result = callWith(fn, [result, list[at], at, items], call);
  }
  return result;
}
