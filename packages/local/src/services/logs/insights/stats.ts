import { columns, withColumns } from '#services/logs/insights/columns.ts';
import type { Command } from '#services/logs/insights/query.ts';
import { type Reading, takes } from '#services/logs/insights/tokens.ts';

/** `count(*) as times, max(code) by function_name, bin(5m)`. Throws MalformedQueryException. */
export function stats(reading: Reading): Command {
  reading.isOfGroup = true;
  const computed = columns(reading);
  reading.isOfGroup = false;
  const by = takes(reading, 'by') ? columns(reading) : [];
  return ({ rows, matched }) => {
    const groups = Map.groupBy(rows, (row) => JSON.stringify(by.map(({ of }) => of(row, []) ?? null)));
    return {
      matched,
      shown: [...by, ...computed].map(({ as }) => as),
      rows: [...groups.values()].map((group) => {
        const [first = new Map()] = group;
        const names = by.map(({ as }) => as);
        const own = [...withColumns(first, [], by)].filter(([name]) => names.includes(name));
        return withColumns(new Map(own), group, computed);
      }),
    };
  };
}
