import { expect, it } from 'vitest';
import { type ReportWords, reportRequestOf } from '../../../../../scripts/photos/library/report/request.ts';
import { reportLines } from '../../../../../scripts/photos/library/report/table.ts';

const list = { format: 'CSV', kind: 'file', path: 'prints.csv' };

it.each<[ReportWords, object]>([
  [{}, { kind: 'library', prefix: '' }],
  [{ prefix: 'cats/' }, { kind: 'library', prefix: 'cats/' }],
  [
    { csv: 'prints.csv', by: 'paper' },
    { kind: 'csv', list, by: 'paper', sums: [] },
  ],
  [
    { csv: 'prints.csv', by: 'paper', sum: ['a', 'b'] },
    { kind: 'csv', list, by: 'paper', sums: ['a', 'b'] },
  ],
])('%j', (words, request) => {
  expect(reportRequestOf(words)).toEqual(request);
});

it.each<[ReportWords, string]>([
  [{ by: 'paper' }, '--by is for a report on --csv. See --help'],
  [{ sum: ['a'] }, '--sum is for a report on --csv. See --help'],
  [{ csv: 'a.csv', by: 'paper', prefix: '' }, '--prefix and --csv are two things to report on: name one. See --help'],
  [{ csv: 'a.txt', by: 'paper' }, '--csv takes a .csv, here or as s3://BUCKET/KEY, not a.txt.'],
  [{ csv: '', by: 'paper' }, '--csv takes a .csv, here or as s3://BUCKET/KEY, not nothing.'],
  [{ csv: 'a.csv' }, '--csv needs --by, the column to group by. See --help'],
  [{ csv: 'a.csv', by: 'total' }, 'The group of all is called total: name the column otherwise.'],
  [{ csv: 'a.csv', by: '__proto__' }, 'A column called __proto__ cannot be reported on: rename it.'],
  [{ csv: 'a.csv', by: 'b', sum: ['c', '__proto__'] }, 'A column called __proto__ cannot be reported on: rename it.'],
  [{ csv: 'a.csv', by: 'b', sum: ['c', 'c'] }, '--sum names a column twice.'],
])('%j is refused', (words, message) => {
  expect(() => reportRequestOf(words)).toThrow(message);
});

const group = (value: string, count: number, sums: Record<string, number> = {}, skipped = 0) => ({
  ...{ value, count, skipped, sums },
});

it('is printed as a table a group', () => {
  const sums = { outdated: 1, bytesBefore: 1_500, bytesAfter: 2_000_000 };
  const report = {
    from: 'LIBRARY' as const,
    title: 'The library',
    sums: ['outdated', 'bytesBefore', 'bytesAfter'],
    groups: { total: [group('all', 3, sums)], camera: [group('NIKON D850', 2, sums), group('\u001b[31m', 1)] },
  };
  expect(reportLines(report)).toEqual([
    'The library: count 3, outdated 1, before 1.5 kB, after 2.0 MB',
    '',
    'by camera   count  outdated  before   after',
    'NIKON D850      2         1  1.5 kB  2.0 MB',
    expect.stringMatching(/ +1 +0 +0 B +0 B$/),
  ]);
  expect(reportLines(report).join().includes('\u001b')).toBe(false);
});

it('says what is left out: groups beyond twelve, cells that are no numbers', () => {
  const many = Array.from({ length: 15 }, (_, n) => group(`g${n}`, 1));
  const lines = reportLines({
    from: 'CSV',
    title: 'prints.csv',
    sums: ['a'],
    groups: { total: [group('all', 15, { a: 0.3 }, 4)], paper: many },
  });
  expect(lines[0]).toBe('prints.csv: count 15, a 0.3');
  expect(lines).toContain('and 3 more');
  expect(lines.at(-1)).toBe('4 cells are no numbers, and in no sum.');
});

it.each([
  ['LIBRARY', 'There is no photo to count.'],
  ['CSV', 'There are no rows to count.'],
] as const)('of nothing says so, of a %s', (from, said) => {
  expect(reportLines({ from, title: 'Of nothing', sums: ['failed'], groups: {} })).toEqual([
    'Of nothing: count 0, failed 0',
    '',
    said,
  ]);
});

it.each([
  ['bytesBefore', 1_234_567_890_123_456, '1234567890123456'],
  ['constructor', 7, '7'],
  ['toString', 0.1, '0.1'],
  ['\u001b[31m', 1e30, '1e+30'],
])('a column of a CSV keeps its name and its numbers: %j of %d', (name, sum, said) => {
  const of = { total: [group('all', 1, { [name]: sum })], paper: [group('matte', 1, { [name]: sum })] };
  const lines = reportLines({ from: 'CSV', title: 'prints.csv', sums: [name], groups: of });
  const shown = name.replace('\u001b', '\\u001b');
  expect(lines[0]).toBe(`prints.csv: count 1, ${shown} ${said}`);
  expect(lines[2]).toMatch(/^by paper {2}count/);
  expect(lines[2]?.endsWith(shown)).toBe(true);
  expect(lines[3]).toHaveLength(Math.max(lines[2]?.length ?? 0, lines[3]?.length ?? 0));
});
