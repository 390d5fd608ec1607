import { setMember } from '#asl/json.ts';
import type { Compile, Evaluator } from '../evaluator.ts';
import type { Frame } from '../frame.ts';
import { JsonataError } from '../jsonata-error.ts';
import { type Node, nodeOf } from '../node.ts';
import { Appended, isList, isMembers, sequenceOf, type Value } from '../values.ts';
import { itemOf } from './filter.ts';

interface Pair {
  readonly key: Evaluator;
  readonly value: Evaluator;
}

interface Group {
  readonly pair: Pair;
  readonly items: Appended;
}

/** Names that mark functions in jsonata. */
const RESERVED = ['_jsonata_lambda', '_jsonata_function'];

/** `{key: value, …}`: an object whose values are made of all items that have the same key. */
export function compileGroup(node: Node, compile: Compile): (input: Value, frame: Frame) => Value {
  const pairs = (Array.isArray(node.lhs) ? node.lhs : []).map(
    ([key, value]: readonly unknown[]): Pair => ({ key: compile(nodeOf(key)), value: compile(nodeOf(value)) }),
  );
  return (input, frame) => {
    const isTuples = isList(input) && input.tupleStream === true;
    const given = isList(input) ? input : sequenceOf(input);
    const items = given.length === 0 && !isTuples ? [undefined] : given;
    const groups = new Map<string, Group>();
    for (const item of items) collect(groups, pairs, { item, isTuples }, frame);
    return objectOf(groups, isTuples, frame);
  };
}

function collect(
  groups: Map<string, Group>,
  pairs: readonly Pair[],
  { item, isTuples }: { item: Value; isTuples: boolean },
  outer: Frame,
): void {
  const frame = isTuples ? outer.withTuple(item) : outer;
  for (const pair of pairs) {
    const key = pair.key(isTuples ? itemOf(item) : item, frame);
    if (key === undefined) continue;
    if (typeof key !== 'string') throw new JsonataError('T1003', { value: key });
    if (RESERVED.includes(key)) throw new JsonataError('D1013', { value: key });
    const group = groups.get(key);
    if (group !== undefined && group.pair !== pair) throw new JsonataError('D1009', { value: key });
    outer.run.budget.holdList(0, isList(item) ? item.length : 1);
    const items = group?.items ?? new Appended();
    items.add(item);
    if (group === undefined) groups.set(key, { pair, items });
  }
}

function objectOf(groups: ReadonlyMap<string, Group>, isTuples: boolean, frame: Frame): Value {
  const result: Record<string, Value> = {};
  frame.run.budget.holdObject(groups.size);
  for (const [key, { pair, items }] of groups) {
    const tuple = isTuples ? merged(items.value) : undefined;
    const value = isTuples
      ? pair.value(itemOf(tuple), frame.withTuple(withoutItem(tuple)))
      : pair.value(items.value, frame);
    if (value !== undefined) setMember(result, key, value);
  }
  return result;
}

/** One tuple of lists, of a list of tuples. */
function merged(tuples: Value): Value {
  if (!isList(tuples)) return tuples;
  const members = new Map<string, Appended>();
  for (const tuple of tuples) {
    if (!isMembers(tuple)) continue;
    for (const [name, value] of Object.entries(tuple)) {
      const appended = members.get(name) ?? new Appended();
      appended.add(value);
      members.set(name, appended);
    }
  }
  return Object.fromEntries([...members].map(([name, appended]) => [name, appended.value]));
}

const withoutItem = (tuple: Value): Value =>
  isMembers(tuple) ? Object.fromEntries(Object.entries(tuple).filter(([name]) => name !== '@')) : undefined;
