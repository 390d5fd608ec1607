import { printable } from '@safelight/asl/cli/printable';
import { bytesText } from '@safelight/local/cli/style';
import type { Report } from './document.ts';

const MOST_ROWS = 12;
const WIDEST = 40;

/** The columns of bytes in a report on the library, in words. */
const HEADS = new Map([
  ['bytesBefore', 'before'],
  ['bytesAfter', 'after'],
]);
/** Those of a CSV are its own, whatever they are called. */
const headsOf = (from: Report['from']): ReadonlyMap<string, string> => (from === 'LIBRARY' ? HEADS : new Map());

/** Lines of a table a group, largest groups first; of many groups the first alone. */
export function reportLines({ from, title, sums, groups }: Report): readonly string[] {
  const words = headsOf(from);
  const heads = ['count', ...sums.map((name) => words.get(name) ?? named(name))];
  const numbersOf = ({ count, sums: all }: Group): readonly string[] => [
    String(count),
    ...sums.map((name) => (words.has(name) ? bytesText(all[name] ?? 0) : String(all[name] ?? 0))),
  ];
  const { total: [total] = [], ...others } = groups;
  const tables = Object.entries(others).flatMap(([by, of]) => {
    const rows = of.slice(0, MOST_ROWS).map((group) => [named(group.value), ...numbersOf(group)]);
    const left = of.length - rows.length;
    const table = aligned([[`by ${named(by)}`, ...heads], ...rows]);
    return ['', ...table, ...(left > 0 ? [`and ${left} more`] : [])];
  });
  const all = total === undefined ? ['0'] : numbersOf(total);
  const skipped = total?.skipped ?? 0;
  const lines = [
    `${named(title)}: ${heads.map((head, index) => `${head} ${all[index] ?? '0'}`).join(', ')}`,
    ...tables,
    ...(total === undefined ? ['', `There ${from === 'LIBRARY' ? 'is no photo' : 'are no rows'} to count.`] : []),
    ...(skipped > 0
      ? ['', `${skipped} ${skipped === 1 ? 'cell is no number' : 'cells are no numbers'}, and in no sum.`]
      : []),
  ];
  return lines;
}

type Group = Report['groups'][string][number];

/** Escaped before it is aligned: escapes are wider than what they stand for. */
function named(value: string): string {
  const characters = [...printable(value)];
  return characters.length > WIDEST ? `${characters.slice(0, WIDEST - 1).join('')}…` : characters.join('') || '(empty)';
}

function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}
