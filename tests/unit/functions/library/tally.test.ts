import { describe, expect, it } from 'vitest';
import { chartOf } from '#functions/library/chart.ts';
import { sheetOf } from '#functions/library/sheet.ts';
import { addUp } from '#functions/library/tally.ts';

async function* lines(...all: readonly unknown[]) {
  yield* all;
}
const tally = (is: string, count: number, sums: Record<string, number> = {}, skipped = 0) => ({
  ...{ by: 'paper', is, count, skipped, sums },
});

describe('what children counted', () => {
  it('is added up by group, the largest first, equals by name', async () => {
    const groups = await addUp(
      lines(tally('b', 1, { s: 2 }, 1), tally('a', 2, { s: 1 }), tally('b', 1, { s: 3 }), tally('c', 9)),
    );
    expect(groups).toEqual({
      paper: [
        { value: 'c', count: 9, skipped: 0, sums: {} },
        { value: 'a', count: 2, skipped: 0, sums: { s: 1 } },
        { value: 'b', count: 2, skipped: 1, sums: { s: 5 } },
      ],
    });
  });

  it.each([
    ['fractions', [0.1, 0.2], 0.3],
    ['many fractions', Array.from({ length: 3_000 }, () => 0.1), 300],
    ['large whole numbers', [1_234_567_890_123_456, 1], 1_234_567_890_123_457],
    ['numbers beyond those', [1e199, 1e199], 2e199],
    ['what takes itself away', [1.5, -1.5], 0],
  ])('sums of %s are what one would write down', async (_, numbers, sum) => {
    const { paper } = await addUp(lines(...numbers.map((s) => tally('a', 1, { s }))));
    expect(paper?.[0]?.sums).toEqual({ s: sum });
  });

  it('is refused beyond ten thousand groups', async () => {
    const many = Array.from({ length: 10_001 }, (_, n) => tally(`${n}`, 1));
    await expect(addUp(lines(...many))).rejects.toMatchObject({ name: 'Report.TooManyGroups' });
    expect((await addUp(lines(...many.slice(1)))).paper).toHaveLength(10_000);
  });

  it('names what is wrong with a line that is no count', async () => {
    await expect(addUp(lines({ by: 'paper' }))).rejects.toThrow();
    await expect(addUp(lines({ missing: 'x', columns: ['a', 'b'] }))).rejects.toMatchObject({
      name: 'Report.NoColumn',
      message: 'There is no column x: there are a, b.',
    });
  });
});

describe('the table', () => {
  it.each([
    ['plain', 'plain'],
    ['a,b', '"a,b"'],
    ['say "hi"', '"say ""hi"""'],
    ['two\nlines', '"two\nlines"'],
    ['=1+1', "'=1+1"],
    ['-5', '-5'],
    ['+1.5e3', '+1.5e3'],
    ['-5+A1', "'-5+A1"],
    ['@x', "'@x"],
    ['-', "'-"],
    ['', ''],
  ])('writes %j as %j', (value, cell) => {
    const groups = { paper: [{ value, count: 2, skipped: 1, sums: { s: -1.5 } }] };
    expect(sheetOf(groups, ['s', 'none'])).toBe(`by,value,count,s,none,skipped\r\npaper,${cell},2,-1.5,0,1\r\n`);
  });
});

describe('the chart', () => {
  it('has a bar a group, as long as its count, and says what it leaves out', () => {
    const groups = Array.from({ length: 30 }, (_, n) => ({ value: `g${n}`, count: 30 - n, skipped: 0, sums: {} }));
    const svg = chartOf('The library', groups);
    expect(svg.match(/<rect x=/g)).toHaveLength(24);
    expect(svg).toContain('(6 more are in the table)');
  });

  it('shows texts as they are, and never as markup', () => {
    const svg = chartOf('<script>&"', [{ value: '</text>\u0001\ufffe<b>', count: 1, skipped: 0, sums: {} }]);
    expect(svg).not.toMatch(/<script|<b>/);
    for (const none of ['\u0001', '\ufffe']) expect(svg.includes(none)).toBe(false);
    expect(svg).toContain('&#60;script&#62;&#38;&#34;');
  });

  it('cuts long names by whole characters', () => {
    const svg = chartOf('Long', [{ value: '📷'.repeat(40), count: 1, skipped: 0, sums: {} }]);
    expect(svg).toContain(`${'📷'.repeat(27)}…<`);
    expect(svg.isWellFormed()).toBe(true);
  });

  it('of nothing is a title alone', () => {
    expect(chartOf('Nothing', [])).not.toContain('<rect x=');
  });
});
