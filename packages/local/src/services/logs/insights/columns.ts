import { expression } from '#services/logs/insights/expression.ts';
import { field, list, type Reading, takes } from '#services/logs/insights/tokens.ts';
import type { Expression, Row } from '#services/logs/insights/value.ts';

/** A value that is shown, and what it is called: as the query says, or by the text of what computes it. */
export interface Column {
  readonly as: string;
  readonly of: Expression;
}

/** `@timestamp, duration / 1000 as seconds`. Throws MalformedQueryException. */
export const columns = (reading: Reading): readonly Column[] =>
  list(reading, (at) => {
    const from = at.at;
    const of = expression(at);
    const written = at.text
      .slice(from, at.at)
      .trim()
      .replace(/^`([^`]*)`$/, '$1');
    return { of, as: takes(at, 'as') ? field(at) : written };
  });

/** The row with the columns that have a value for it, beside what it had. */
export function withColumns(row: Row, group: readonly Row[], all: readonly Column[]): Row {
  const made = all.flatMap(({ as, of }) => {
    const value = of(row, group);
    return value === undefined ? [] : [[as, value] as const];
  });
  return new Map([...row, ...made]);
}
