import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { factsPage } from '#study/facts/facts-page.ts';
import { questions } from '#study/questions.ts';
import { questionsPage } from '#study/questions-page.ts';
import { root } from '#tests/support/root.ts';
import { wrongNumbers } from '../../scripts/docs/check/numbers.ts';
import { deadLinks, orphans, pagesOf } from '../../scripts/docs/check/pages.ts';

const folder = join(root, 'docs/walkthrough');
const read = (name: string) => readFileSync(join(folder, name), 'utf8');
const chapters = readdirSync(folder).filter((name) => /^\d\d-/.test(name));

describe('the walkthrough', () => {
  it('has twelve chapters', () => {
    expect(chapters.length).toBe(12);
  });

  it.each(chapters)('%s has what each has', (name) => {
    const text = read(name);
    const sections = [...text.matchAll(/^## (.+)$/gm)].map(([, title]) => title);
    for (const wanted of ['You will learn', 'Run it', 'Why', 'Break it', 'Questions', 'On AWS it costs'])
      expect(sections).toContain(wanted);
    expect(text).toMatch(/^```console\n\$ /m);
    expect(text).toMatch(/\.\.\/glossary\.md/);
  });

  it.each(chapters)('%s has three to five questions, each with four answers and why', (name) => {
    const asked = (read(name).split('\n## Questions\n')[1]?.split('\n## ')[0] ?? '').split(/\n### \d\n/).slice(1);
    expect(asked.length).toBeGreaterThanOrEqual(3);
    expect(asked.length).toBeLessThanOrEqual(5);
    for (const one of asked) {
      expect([...one.matchAll(/^- ([A-D])\. /gm)].map(([, letter]) => letter)).toEqual(['A', 'B', 'C', 'D']);
      expect(one).toMatch(/<details><summary>Answer<\/summary>\n\n\*\*[A-D]\.\*\* [\s\S]+<\/details>/);
    }
  });

  it('runs every question in some chapter', () => {
    const text = chapters.map(read).join('\n');
    const run = new Set([...text.matchAll(/npm run study -- (\d+)/g)].map(([, number]) => Number(number)));
    expect(questions.filter(({ number }) => !run.has(number)).map(({ number }) => number)).toEqual([]);
  });

  it.each([
    ['facts.md', factsPage, 'docs:facts'],
    ['questions.md', questionsPage, 'docs:questions'],
  ])('%s is generated from the code (npm run %3$s)', (name, page) => {
    expect(read(name)).toBe(page());
  });
});

describe('all pages', () => {
  const pages = pagesOf(root);

  it('have no dead link, no orphan, and no number of AWS without a fact', () => {
    expect([...deadLinks(root, pages), ...orphans(pages), ...wrongNumbers(pages)]).toEqual([]);
  });

  it('tell of every alarm what to do', () => {
    const template = [
      'serverless/observability.yml',
      'serverless/images/observability.yml',
      'serverless/images/resources.yml',
      'serverless/orders/resources.yml',
      'serverless/orders/observability.yml',
    ];
    const alarms = template.flatMap((file) =>
      [...readFileSync(join(root, file), 'utf8').matchAll(/^ {2}(\w+)Alarm:$/gm)].map(([, name]) => name),
    );
    const told = readFileSync(join(root, 'docs/operate.md'), 'utf8');
    expect(alarms.length).toBeGreaterThan(10);
    expect(alarms.filter((name) => !told.includes(`| \`${name}\` |`))).toEqual([]);
  });
});
