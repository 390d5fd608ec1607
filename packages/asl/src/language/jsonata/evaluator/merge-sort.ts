import type { List, Value } from './values.ts';

/** Sorts as jsonata does, so that a comparison with side effects or without sense comes out alike. */
export function mergeSort(items: List, isAfter: (left: Value, right: Value) => boolean): List {
  if (items.length <= 1) return items;
  const middle = Math.floor(items.length / 2);
  const left = mergeSort(items.slice(0, middle), isAfter);
  const right = mergeSort(items.slice(middle), isAfter);
  const merged: Value[] = [];
  let [i, j] = [0, 0];
  while (i < left.length && j < right.length) {
    if (isAfter(left[i], right[j])) {
      merged.push(right[j]);
      j += 1;
    } else {
      merged.push(left[i]);
      i += 1;
    }
  }
  return [...merged, ...left.slice(i), ...right.slice(j)];
}
