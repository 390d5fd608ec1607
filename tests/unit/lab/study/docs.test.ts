import { describe, expect, it } from 'vitest';
import { commandsIn } from '#lab/console/study/commands.ts';
import { allQuestions, chapters, docsPage } from '#lab/console/study/docs.ts';
import { domains } from '#lab/console/study/domains.ts';
import { blocksOf } from '#lab/console/study/markdown.ts';
import { root } from '#tests/support/root.ts';

const text = (words: string) => ({ kind: 'text', text: words });
const paragraph = (...children: readonly object[]) => ({ kind: 'paragraph', children });

describe('a page of docs as blocks', () => {
  it.each([
    ['a name stays a name', '1 <b onclick="x">2</b>', [paragraph(text('1 '), text('2'))]],
    ['a heading has the id that links call it', '## On AWS: it *costs*', [{ kind: 'heading', id: 'on-aws-it-costs' }]],
    [
      'a link to a page, from where it stands',
      '[a](../glossary.md#map-run)',
      [paragraph({ kind: 'page', page: 'glossary', at: 'map-run', children: [text('a')] })],
    ],
    ['a link within the page', '[a](#b)', [paragraph({ kind: 'page', page: 'walkthrough/x', at: 'b' })]],
    [
      'a link outside',
      '[a](https://aws.amazon.com/)',
      [paragraph({ kind: 'outside', href: 'https://aws.amazon.com/' })],
    ],
    ['a file of the repository is no page', '[a](../../serverless.yml)', [paragraph({ kind: 'em' })]],
    ['a place that links lead to', '<a id="b"></a>c', [paragraph({ kind: 'place', id: 'b' }, text('c'))]],
    [
      'a list',
      '1. a\n2. b',
      [{ kind: 'list', isOrdered: true, items: [[paragraph(text('a'))], [paragraph(text('b'))]] }],
    ],
    ['a table', '| a |\n|---|\n| `b` |', [{ kind: 'table', rows: [[[{ kind: 'code', text: 'b' }]]] }]],
    ['code', '```json\n{}\n```', [{ kind: 'code', text: '{}' }]],
  ])('%s', (_name, markdown, blocks) => {
    expect(blocksOf(markdown, 'walkthrough/x.md')).toMatchObject(blocks);
  });

  it('has the commands of a block one by one, and knows what can be run here', () => {
    expect(commandsIn('$ npm run study -- 2\nproved\n$ npm run study -- 2 --negative\n$ aws s3 ls')).toEqual([
      {
        kind: 'command',
        command: 'npm run study -- 2',
        prints: 'proved',
        experiment: { number: 2, isNegative: false },
      },
      {
        ...{ kind: 'command', command: 'npm run study -- 2 --negative', prints: '' },
        experiment: { number: 2, isNegative: true },
      },
      { kind: 'command', command: 'aws s3 ls', prints: '' },
    ]);
  });

  it('is found by its name alone', async () => {
    expect((await docsPage(root, 'walkthrough/03-standard-or-express')).title).toBe('3. Standard or Express');
    await expect(docsPage(root, '../package')).rejects.toThrow('There is no page ../package in docs.');
    await expect(docsPage(root, 'nowhere')).rejects.toThrow('There is no page nowhere in docs.');
  });
});

describe('the questions of the chapters', () => {
  it('are asked by all twelve', async () => {
    const all = await chapters(root);
    expect(all.map(({ title }) => Number.parseInt(title, 10))).toEqual(Array.from({ length: 12 }, (_, at) => at + 1));
    expect(all.filter(({ questions }) => questions.length < 3)).toEqual([]);
  });

  it('have four answers, one of which is right, a reason and a domain', async () => {
    const questions = await allQuestions(root);
    for (const { id, ask, options, right, why, domain } of questions) {
      const letters = options.map(({ letter }) => letter).join('');
      const said = options.every(({ text: words }) => words.length > 0);
      expect({ id, letters, said, right: letters.includes(right) }).toEqual({ id, letters: 'ABCD', said, right: true });
      expect([ask.length, why.length, domains.map(({ number }) => number)]).toEqual([
        1,
        1,
        expect.arrayContaining([domain]),
      ]);
    }
    expect(new Set(questions.map(({ id }) => id)).size).toBe(questions.length);
  });
});
