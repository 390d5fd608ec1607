/** Long work, each step a moment: whoever takes the steps lets others go between. */
export type Steps<R> = Generator<unknown, R, void>;

export function* mapped<T, R>(all: readonly T[], each: (one: T) => R): Steps<readonly R[]> {
  const made: R[] = [];
  for (const one of all) yield made.push(each(one));
  return made;
}

export function* filtered<T>(all: readonly T[], test: (one: T) => boolean): Steps<readonly T[]> {
  const kept: T[] = [];
  for (const one of all) yield test(one) && kept.push(one);
  return kept;
}

/** Items that are sorted at once. */
const RUN = 1_000;

/** Sorted by merging, so that no step takes long; what is equal keeps its order. */
export function* sorted<T>(all: readonly T[], compare: (a: T, b: T) => number): Steps<readonly T[]> {
  let runs: (readonly T[])[] = [];
  for (let at = 0; at < all.length; at += RUN) yield runs.push(all.slice(at, at + RUN).sort(compare));
  while (runs.length > 1) {
    const longer: (readonly T[])[] = [];
    for (let at = 0; at < runs.length; at += 2) longer.push(yield* merged(runs[at] ?? [], runs[at + 1] ?? [], compare));
    runs = longer;
  }
  return runs[0] ?? [];
}

function* merged<T>(left: readonly T[], right: readonly T[], compare: (a: T, b: T) => number): Steps<readonly T[]> {
  const all: T[] = [];
  let at = 0;
  for (const item of left) {
    for (let next = right[at]; next !== undefined && compare(next, item) < 0; next = right[at]) {
      all.push(next);
      at += 1;
    }
    yield all.push(item);
  }
  for (const item of right.slice(at)) all.push(item);
  return all;
}
