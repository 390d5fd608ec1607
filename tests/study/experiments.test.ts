import { describe, expect, it } from 'vitest';
import type { Experiment } from '#study/lab/experiment.ts';
import { questions } from '#study/questions.ts';
import { perform } from '#study/run/perform.ts';
import { root } from '#tests/support/root.ts';

/** Those that take no time at all; `npm run study -- --all`, and `--all --negative`, run the others in CI. */
const QUICK = [1, 7, 16, 18, 22, 26];

const experiments = questions.filter((one): one is Experiment => one.kind === 'run' && QUICK.includes(one.number));
const cases = experiments.map((one) => [`${one.number} ${one.question}`, one] as const);

describe('an experiment', () => {
  it.each(cases)('proves its claim: %s', async (_, one) => {
    const { failed, exhibits } = await perform(one, { root });
    expect(failed?.message).toBeUndefined();
    expect(exhibits.length).toBeGreaterThanOrEqual(2);
  });

  it.each(cases)('notices that the cause is gone, by the check that its control names: %s', async (_, one) => {
    const { failed } = await perform(one, { root, negative: true });
    expect(failed?.check).toBe(one.control.noticed);
  });
});

describe('the questions', () => {
  it('are thirty, in order', () => {
    expect(questions.map(({ number }) => number)).toEqual(Array.from({ length: 30 }, (_, at) => at + 1));
  });

  it('are run but for four at most, which say why', () => {
    const argued = questions.filter((one) => one.kind === 'argued');
    expect(argued.length).toBeLessThanOrEqual(4);
    for (const { because, answer } of argued) expect([because.length > 20, answer.length > 1]).toEqual([true, true]);
  });

  it('cite pages of AWS', () => {
    for (const { page } of questions) expect(page).toMatch(/^https:\/\/(docs\.)?aws\.amazon\.com\//);
  });
});
