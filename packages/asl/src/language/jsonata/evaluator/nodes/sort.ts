import type { Compile, Evaluator } from '../evaluator.ts';
import type { Frame } from '../frame.ts';
import { JsonataError } from '../jsonata-error.ts';
import { mergeSort } from '../merge-sort.ts';
import { type Node, nodeOf, nodesOf } from '../node.ts';
import type { List, Value } from '../values.ts';
import { itemOf } from './filter.ts';

interface Term {
  readonly value: Evaluator;
  readonly isDescending: boolean;
}

/** `^(…)`: orders by terms, the first first. What has no value comes last. */
export function compileSort(node: Node, compile: Compile): (items: List, frame: Frame) => List {
  const terms = nodesOf(node.terms).map(
    (term): Term => ({ value: compile(nodeOf(term.expression)), isDescending: term.descending === true }),
  );
  return (items, frame) => {
    const isTuples = items.tupleStream === true;
    const termOf = ({ value }: Term, item: Value) =>
      isTuples ? value(itemOf(item), frame.withTuple(item)) : value(item, frame);
    const sorted = mergeSort(items, (left, right) => {
      for (const term of terms) {
        const order = orderOf(termOf(term, left), termOf(term, right), term.isDescending);
        if (order !== 0) return order > 0;
      }
      return false;
    });
    return isTuples ? Object.assign(sorted.slice(), { tupleStream: true }) : sorted;
  };
}

function orderOf(left: Value, right: Value, isDescending: boolean): number {
  if (left === undefined) return right === undefined ? 0 : 1;
  if (right === undefined) return -1;
  if (!isSortable(left) || !isSortable(right))
    throw new JsonataError('T2008', { value: isSortable(left) ? right : left });
  if (typeof left !== typeof right) throw new JsonataError('T2007', { value: left, value2: right });
  const order = left === right ? 0 : left < right ? -1 : 1;
  return isDescending ? -order : order;
}

const isSortable = (value: Value): value is string | number => typeof value === 'string' || typeof value === 'number';
