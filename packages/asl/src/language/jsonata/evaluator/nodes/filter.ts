import type { Compile } from '../evaluator.ts';
import type { Frame } from '../frame.ts';
import type { Node } from '../node.ts';
import { isList, isNumeric, isTrue, type List, type Sequence, sequenceOf, type Value } from '../values.ts';

export type Filter = (input: Value, frame: Frame) => Value;

/** `[…]` behind a step: places of a list, or what has to be true of an item. */
export function compileFilter(predicate: Node, compile: Compile): Filter {
  if (predicate.type === 'number') return compilePlace(Math.floor(Number(predicate.value)));
  const test = compile(predicate);
  return (input, frame) => {
    const items = isList(input) ? input : sequenceOf(input);
    const found = resultOf(items);
    for (const [at, item] of items.entries()) {
      frame.run.budget.spend();
      const wanted = items.tupleStream === true ? test(itemOf(item), frame.withTuple(item)) : test(item, frame);
      const places = placesOf(wanted, items.length);
      if (places === undefined) {
        if (isTrue(wanted)) found.push(item);
      } else for (const place of places) if (place === at) found.push(item);
    }
    frame.run.budget.holdList(found.length);
    return found;
  };
}

function compilePlace(index: number): Filter {
  return (input) => {
    const items = isList(input) ? input : sequenceOf(input);
    const item = items.at(index);
    if (isList(item)) return item;
    const found = resultOf(items);
    if (item !== undefined) found.push(item);
    return found;
  };
}

function resultOf(items: List): Sequence {
  const found = sequenceOf();
  if (items.tupleStream === true) found.tupleStream = true;
  return found;
}

/** The places that numbers stand for; undefined of what is no number and no list of them alone. */
function placesOf(value: Value, length: number): readonly number[] | undefined {
  const numbers: number[] = [];
  for (const number of isList(value) ? value : [value]) {
    if (!isNumeric(number)) return undefined;
    numbers.push(Math.floor(number));
  }
  return numbers.map((number) => (number < 0 ? length + number : number));
}

export const itemOf = (tuple: Value): Value =>
  typeof tuple === 'object' && tuple !== null && '@' in tuple ? tuple['@'] : undefined;
