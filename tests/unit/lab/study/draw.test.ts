import { describe, expect, it } from 'vitest';
import { DRAWN, draw, sharesOf } from '#lab/console/page/study/draw.ts';
import { allQuestions } from '#lab/console/study/docs.ts';
import { domains } from '#lab/console/study/domains.ts';
import { root } from '#tests/support/root.ts';

describe('questions of a mock exam', () => {
  it.each([
    [
      [30, 26, 24, 20],
      [6, 5, 5, 4],
    ],
    [
      [1, 1, 1],
      [7, 7, 6],
    ],
    [[1], [20]],
  ])('parts of %j are shares of %j', (parts, shares) => {
    expect(sharesOf(parts)).toEqual(shares);
  });

  it('are twenty of those of the chapters, each once, of each domain its share', async () => {
    const questions = await allQuestions(root);
    const numbers = [0.1, 0.9, 0.5, 0.3, 0.7];
    let at = 0;
    const drawn = draw(questions, domains, () => numbers[at++ % numbers.length] ?? 0);
    expect([drawn.length, new Set(drawn).size]).toEqual([DRAWN, DRAWN]);
    const ofDomain = (number: number) =>
      drawn.filter((id) => questions.find((one) => one.id === id)?.domain === number).length;
    expect(domains.map(({ number }) => ofDomain(number))).toEqual(sharesOf(domains.map(({ part }) => part)));
  });
});
