import { describe, expect, it } from 'vitest';
import { difference } from '../../../../../scripts/docs/check/compare.ts';

describe('what is shown and what is printed', () => {
  it.each([
    [
      ['a', 'b'],
      ['a', 'b', ''],
    ],
    [['photo … READY'], ['photo 12.3 s READY']],
    [
      ['…', 'end'],
      ['one', 'two', 'end'],
    ],
    [['a', '…'], ['a']],
    [['(a|b) [c] $'], ['(a|b) [c] $']],
  ])('%j is %j', (shown, printed) => {
    expect(difference(shown, printed)).toBeUndefined();
  });

  it.each([
    [['a', 'b'], ['a', 'c'], 'b'],
    [['photo … READY'], ['photo 12.3 s FAILED'], 'photo … READY'],
    [['…', 'end'], ['one', 'two'], 'end'],
    [['a'], ['a', 'b'], 'nothing after this, but there is: b'],
  ])('%j is not %j', (shown, printed, missing) => {
    expect(difference(shown, printed)).toBe(missing);
  });
});
