import { expect, it } from 'vitest';
import { Memo } from '#asl/memo.ts';

it('a memo makes what it does not know, and forgets what was made first', () => {
  const memo = new Memo<string>(2);
  const made: string[] = [];
  const get = (key: string) =>
    memo.get(key, () => {
      made.push(key);
      return key.toUpperCase();
    });
  expect(['a', 'b', 'a', 'c', 'b', 'a'].map(get)).toEqual(['A', 'B', 'A', 'C', 'B', 'A']);
  expect(made).toEqual(['a', 'b', 'c', 'a']);
});

it('what could not be made is tried again', () => {
  const memo = new Memo<string>(2);
  const fail = () => {
    throw new Error('not now');
  };
  expect(() => memo.get('a', fail)).toThrow('not now');
  expect(memo.get('a', () => 'made')).toBe('made');
});
