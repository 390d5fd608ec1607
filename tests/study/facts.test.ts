import { describe, expect, it } from 'vitest';
import { written } from '#study/facts/fact.ts';
import { factOf, facts, filled } from '#study/facts/facts.ts';
import { questions } from '#study/questions.ts';

describe('facts', () => {
  it.each(Object.entries(facts))('%s has a page of AWS and the day when it was read', (_, { page, read, says }) => {
    expect(page).toMatch(/^https:\/\/(docs\.)?aws\.amazon\.com\//);
    expect(read).toMatch(/^20\d\d-\d\d-\d\d$/);
    expect(says).toMatch(/\.$/);
  });

  it.each([
    ['quota.payload', '262,144 bytes'],
    ['quota.standard.duration', '1 year'],
    ['price.transition', '$0.025 for 1,000 state transitions'],
    ['price.lambda.gb-second.arm', '$0.0000133334 a GB-second'],
    ['exam.secure', '30 per cent'],
  ] as const)('%s is written %s', (name, text) => {
    expect(written(factOf(name))).toBe(text);
  });

  it('are filled into texts by name, and an unknown one is told', () => {
    expect(filled('at most {quota.payload}.')).toBe('at most 262,144 bytes.');
    expect(() => filled('{quota.nothing}')).toThrow('There is no fact quota.nothing: add it to study/facts.');
  });

  it('all that questions name are there', () => {
    for (const one of questions) {
      filled(one.question);
      if (one.kind === 'run') filled(one.claim);
    }
  });
});
