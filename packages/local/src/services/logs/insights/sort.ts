import { expression } from '#services/logs/insights/expression.ts';
import type { Command } from '#services/logs/insights/query.ts';
import { mapped, sorted } from '#services/logs/insights/steps.ts';
import { list, type Reading, takes } from '#services/logs/insights/tokens.ts';
import { compareKeys, type Key, keyOf, type Row } from '#services/logs/insights/value.ts';

/** A row, with what it is sorted by. */
interface Keyed {
  readonly row: Row;
  readonly keys: readonly (Key | undefined)[];
}

/** `sort @duration desc, function_name asc`. Throws MalformedQueryException. */
export function sort(reading: Reading): Command {
  const orders = list(reading, (at) => {
    const of = expression(at);
    const sign = takes(at, 'asc') ? 1 : -1;
    takes(at, 'desc');
    return { of, sign };
  });
  const signs = orders.map(({ sign }) => sign);
  return function* (found) {
    const keyed = yield* mapped(found.rows, (row) => ({ row, keys: orders.map(({ of }) => keyOf(of(row, []))) }));
    const inOrder = yield* sorted<Keyed>(keyed, (a, b) => compareAll(a.keys, b.keys, signs));
    return { ...found, rows: inOrder.map(({ row }) => row) };
  };
}

function compareAll(left: Keyed['keys'], right: Keyed['keys'], signs: readonly number[]): number {
  for (const [at, sign] of signs.entries()) {
    const [one, other] = [left[at], right[at]];
    // Rows without the field stand last, whatever the order.
    const place =
      one && other ? compareKeys(one, other) * sign : Number(other !== undefined) - Number(one !== undefined);
    if (place !== 0) return place;
  }
  return 0;
}
