import type { Budget } from '../../budget.ts';
import { isList, isMembers, type List, type Members, type Value } from './values.ts';

/** Whether two values are the same, whatever the order of members. */
export function deepEqual(left: Value, right: Value, budget: Budget): boolean {
  budget.spend(typeof left === 'string' ? 1 + left.length / 64 : 1);
  if (left === right) return true;
  if (isList(left)) return isList(right) && sameItems(left, right, budget);
  return isMembers(left) && isMembers(right) && sameMembers(left, right, budget);
}

const sameItems = (left: List, right: List, budget: Budget): boolean =>
  left.length === right.length && left.every((item, at) => deepEqual(item, right[at], budget));

function sameMembers(left: Members, right: Members, budget: Budget): boolean {
  const names = Object.keys(left);
  budget.spend(names.length);
  return (
    names.length === Object.keys(right).length &&
    names.every((name) => Object.hasOwn(right, name) && deepEqual(left[name], right[name], budget))
  );
}
