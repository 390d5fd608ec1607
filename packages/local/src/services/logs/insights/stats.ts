import { type Column, columns, withColumns } from '#services/logs/insights/columns.ts';
import type { Command } from '#services/logs/insights/query.ts';
import { mapped, type Steps } from '#services/logs/insights/steps.ts';
import { type Reading, takes } from '#services/logs/insights/tokens.ts';
import type { Row } from '#services/logs/insights/value.ts';

/** `count(*) as times, max(code) by function_name, bin(5m)`. Throws MalformedQueryException. */
export function stats(reading: Reading): Command {
  reading.isOfGroup = true;
  const computed = columns(reading);
  reading.isOfGroup = false;
  const by = takes(reading, 'by') ? columns(reading) : [];
  const names = by.map(({ as }) => as);
  return function* ({ rows, matched }) {
    const made: Row[] = [];
    for (const group of (yield* grouped(rows, by)).values()) {
      const [first = new Map()] = group;
      const own = new Map([...withColumns(first, [], by)].filter(([name]) => names.includes(name)));
      const parts = yield* mapped(computed, (column) => withColumns(own, group, [column]));
      made.push(new Map([own, ...parts].flatMap((part) => [...part])));
    }
    return { matched, shown: [...by, ...computed].map(({ as }) => as), rows: made };
  };
}

function* grouped(rows: readonly Row[], by: readonly Column[]): Steps<ReadonlyMap<string, readonly Row[]>> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = JSON.stringify(by.map(({ of }) => of(row, []) ?? null));
    const group = groups.get(key);
    yield group ? group.push(row) : groups.set(key, [row]);
  }
  return groups;
}
