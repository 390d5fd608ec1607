import { describe, expect, it } from 'vitest';
import { ResultPart } from '#asl/map/result-part.ts';

const LONG = JSON.stringify('x'.repeat(100_000));

describe('the records of a result file', () => {
  it.each<[string, readonly string[]]>([
    ['none', []],
    ['one', ['{"a":1}']],
    ['an empty list of records between others', ['1', '[]', '2']],
    ['signs of one to four bytes', ['"a"', '"ü"', '"日本"', '"📷"']],
    ['more than is reserved at first', [LONG, '"ü"', LONG, LONG]],
  ])('are those that were added, in order: %s', (_, records) => {
    const part = new ResultPart(',');
    for (const record of records) part.add(record);
    const text = records.join(',');
    expect(part.size).toBe(Buffer.byteLength(text));
    expect(part.take()).toBe(text);
  });

  it('are of the next file once they were taken', () => {
    const part = new ResultPart('\n');
    for (const record of ['1', '2']) part.add(record);
    part.take();
    part.add('3');
    expect([part.size, part.take(), part.size]).toEqual([1, '3', 0]);
  });
});
