import { describe, expect, it } from 'vitest';
import type { Json } from '#asl/json.ts';
import { ours, theirs } from './as-library.ts';
import { CALLS } from './calls.ts';
import { EXPRESSIONS } from './expressions.ts';

const INPUT: Json = {
  n: 5,
  t: 'text',
  null: null,
  empty: [],
  one: [{ n: 1 }],
  list: [
    { n: 2, t: 'a', tags: ['x', 'y', 'z'], mixed: 1 },
    { n: 1, t: 'b', tags: ['x'], mixed: 'a' },
    { n: 3, t: 'a', tags: [], mixed: true },
  ],
  matrix: [[1, 2], [3], []],
  nested: { a: { b: 1 }, c: { b: [2, 3] }, d: 'leaf' },
  deep: { deep: { deep: { n: 7 } } },
  'with space': 'spaced',
};

describe('our evaluator answers what jsonata answers', () => {
  it.each([...EXPRESSIONS, ...CALLS])('%s', async (source) => {
    expect(ours(source, INPUT)).toBe(await theirs(source, INPUT));
  });
});
