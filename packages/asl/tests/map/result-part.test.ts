import { describe, expect, it } from 'vitest';
import { ResultPart } from '#asl/map/result-part.ts';

const LONG = JSON.stringify('x'.repeat(100_000));

/** Of the file so far, which is not closed. */
const size = (records: readonly string[]) => Buffer.byteLength(`[${records.join(',')}`);

describe('the records of a result file', () => {
  it.each<[string, readonly string[]]>([
    ['one', ['{"a":1}']],
    ['an empty list of records between others', ['1', '[]', '2']],
    ['signs of one to four bytes', ['"a"', '"ü"', '"日本"', '"📷"']],
    ['more than is reserved at first', [LONG, '"ü"', LONG, LONG]],
  ])('are those that were added, in order: %s', (_, records) => {
    const part = new ResultPart('JSON');
    for (const record of records) part.add(record);
    expect([part.size, String(part.take())]).toEqual([size(records), `[${records.join(',')}]`]);
  });

  it('are none at first', () => {
    expect(new ResultPart('JSON').size).toBe(0);
  });

  it('are lines', () => {
    const part = new ResultPart('JSONL');
    for (const record of ['1', '{"a":2}']) part.add(record);
    expect(String(part.take())).toBe('1\n{"a":2}');
  });

  it('are of the next file once they were taken', () => {
    const part = new ResultPart('JSONL');
    for (const record of ['1', '2']) part.add(record);
    part.take();
    part.add('3');
    expect([part.size, String(part.take()), part.size]).toEqual([1, '3', 0]);
  });

  it('leave a file alone that was taken and not given back', () => {
    const part = new ResultPart('JSON');
    const files = ['1', '2', '3'].map((record) => {
      part.add(record);
      return part.take();
    });
    expect(files.map(String)).toEqual(['[1]', '[2]', '[3]']);
  });

  it('take the bytes of a file that was given back', () => {
    const part = new ResultPart('JSON');
    part.add(LONG);
    const first = part.take();
    part.giveBack(first);
    part.add('1');
    const second = part.take();
    part.add('2');
    const third = part.take();
    expect([second, third].map(String)).toEqual(['[1]', '[2]']);
    expect(third.buffer).toBe(first.buffer);
  });
});
