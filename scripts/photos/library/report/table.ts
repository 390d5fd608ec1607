import { printable } from '@safelight/asl/cli/printable';
import { bytesText } from '@safelight/local/cli/style';
import type { Report } from './document.ts';

const MOST_ROWS = 12;
const WIDEST = 40;

/** The columns of a report on the library, in words; those of a CSV are its own. */
const HEADS: Readonly<Record<string, string>> = { bytesBefore: 'before', bytesAfter: 'after' };

/** Lines of a table a group, largest groups first; of many groups the first alone. */
export function reportLines({ title, sums, groups }: Report): readonly string[] {
  const { total: [total] = [], ...others } = groups;
  const tables = Object.entries(others).flatMap(([by, of]) => {
    const rows = of.slice(0, MOST_ROWS).map((group) => [named(group.value), ...numbersOf(group, sums)]);
    const left = of.length - rows.length;
    const table = aligned([[`by ${by}`, 'count', ...sums.map((name) => HEADS[name] ?? name)], ...rows]);
    return ['', ...table, ...(left > 0 ? [`and ${left} more`] : [])];
  });
  const all = total === undefined ? ['0'] : numbersOf(total, sums);
  const heads = ['count', ...sums.map((name) => HEADS[name] ?? name)];
  const skipped = total?.skipped ?? 0;
  const lines = [
    `${named(title)}: ${heads.map((head, index) => `${head} ${all[index] ?? '0'}`).join(', ')}`,
    ...tables,
    ...(skipped > 0
      ? ['', `${skipped} ${skipped === 1 ? 'cell is no number' : 'cells are no numbers'}, and in no sum.`]
      : []),
  ];
  return lines.map(printable);
}

type Group = Report['groups'][string][number];

const numbersOf = ({ count, sums: all }: Group, sums: readonly string[]): readonly string[] => [
  String(count),
  ...sums.map((name) => (HEADS[name] === undefined ? rounded(all[name] ?? 0) : bytesText(all[name] ?? 0))),
];

/** Sums of decimal fractions are not what they were added up from: 0.1 + 0.2. */
const rounded = (value: number): string => String(Number(value.toPrecision(12)));

const named = (value: string): string =>
  value.length > WIDEST ? `${value.slice(0, WIDEST - 1)}…` : value || '(empty)';

function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}
