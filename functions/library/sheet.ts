import type { Groups } from './tally.ts';

/** The groups as CSV (RFC 4180) with a header: `by,value,count`, then a column a sum, then `skipped`. */
export function sheetOf(groups: Groups, sums: readonly string[]): string {
  const rows = Object.entries(groups).flatMap(([by, of]) =>
    of.map(({ value, count, skipped, sums: all }) => [
      by,
      value,
      count,
      ...sums.map((name) => all[name] ?? 0),
      skipped,
    ]),
  );
  return [['by', 'value', 'count', ...sums, 'skipped'], ...rows]
    .map((row) => `${row.map(cell).join(',')}\r\n`)
    .join('');
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * Quoted where it has to be. A text that a spreadsheet would run as a formula gets an apostrophe, as spreadsheets write it; a number
 * is none.
 */
function cell(value: string | number): string {
  const text =
    typeof value === 'string' && /^[=+\-@\t\r]/.test(value) && !NUMBER.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
