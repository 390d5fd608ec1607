import { describe, expect, it } from 'vitest';
import { questions } from '#study/questions.ts';
import { root } from '#tests/support/root.ts';
import { looseNumbers, wrongNumbers } from '../../../../../scripts/docs/check/numbers.ts';
import { deadLinks, orphans } from '../../../../../scripts/docs/check/pages.ts';

const chapter = (text: string) => [{ path: 'docs/walkthrough/01-x.md', text }];

describe('numbers of the walkthrough', () => {
  it.each([
    'at most [262,144 bytes](facts.md#quota.payload)',
    'six minutes of sleep, and `sleep 5` seconds in code',
    '```\n25,000 events\n```',
    'question 7, chapter 12, and 3.4',
  ])('%s is right', (text) => {
    expect(wrongNumbers(chapter(text))).toEqual([]);
  });

  it.each([
    ['at most [262,143 bytes](facts.md#quota.payload)', '262,143 bytes is 262,144 bytes by the fact quota.payload'],
    ['[1 GB](facts.md#quota.memory)', 'there is no fact quota.memory'],
    ['after 90 days', '90 days names no fact'],
    ['costs $0.025', '$0.025 names no fact'],
    ['at 5 per cent', '5 per cent names no fact'],
  ])('%s is wrong', (text, problem) => {
    expect(wrongNumbers(chapter(text))).toEqual([`docs/walkthrough/01-x.md: ${problem}`]);
  });

  it('hold for what questions say', () => {
    const texts = questions.flatMap((one) => [one.question, ...(one.kind === 'run' ? [one.claim] : one.answer)]);
    expect(texts.flatMap((text) => looseNumbers(text.replace(/\{[^}]+\}/g, '')))).toEqual([]);
  });
});

describe('links', () => {
  const pages = [
    { path: 'README.md', text: '# A b\n[one](docs/one.md) [gone](docs/gone.md) [here](#a-b) [no](#nowhere)' },
    { path: 'docs/one.md', text: '' },
    { path: 'docs/lost.md', text: '' },
  ];

  it('that lead nowhere are told', () => {
    expect(deadLinks(root, pages)).toEqual([
      'README.md: a dead link to docs/one.md',
      'README.md: a dead link to docs/gone.md',
      'README.md: a dead link to README.md#nowhere',
    ]);
  });

  it('lead to every page of docs', () => {
    expect(orphans(pages)).toEqual(['docs/lost.md: no page leads to it from the README']);
  });
});
