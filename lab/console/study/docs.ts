import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Block } from './blocks.ts';
import { blocksOf } from './markdown.ts';
import { type QuizQuestion, quizOf, withoutQuiz } from './quiz.ts';

/** A page of docs/ as the console shows it. */
export interface DocsPage {
  /** Path from docs/, without its ending. */
  readonly name: string;
  readonly title: string;
  readonly blocks: readonly Block[];
  readonly quiz: readonly QuizQuestion[];
}

/** One line of the list of chapters. */
export interface Chapter {
  readonly name: string;
  readonly title: string;
  /** Ids of its questions, each with the right answer: what was answered is kept by the browser. */
  readonly questions: readonly { readonly id: string; readonly right: string }[];
}

const CHAPTERS = /^walkthrough\/\d\d-/;

/** A page by its name. Rejects where there is none. @param root the repository */
export async function docsPage(root: string, name: string): Promise<DocsPage> {
  // Names that are there alone: a name is no path.
  if (!(await pageNames(root)).includes(name)) throw new Error(`There is no page ${name} in docs.`);
  const markdown = await readFile(join(root, 'docs', `${name}.md`), 'utf8');
  const path = `${name}.md`;
  return {
    name,
    title: /^# (.+)$/m.exec(markdown)?.[1] ?? name,
    blocks: blocksOf(withoutQuiz(markdown).replace(/^# .+\n/m, ''), path),
    quiz: quizOf(markdown, path),
  };
}

/** All chapters, in order. */
export async function chapters(root: string): Promise<readonly Chapter[]> {
  const pages = await chapterPages(root);
  return pages.map(({ name, title, quiz }) => ({
    name,
    title,
    questions: quiz.map(({ id, right }) => ({ id, right })),
  }));
}

/** The questions of all chapters. */
export async function allQuestions(root: string): Promise<readonly QuizQuestion[]> {
  return (await chapterPages(root)).flatMap(({ quiz }) => quiz);
}

async function chapterPages(root: string): Promise<readonly DocsPage[]> {
  const names = (await pageNames(root)).filter((name) => CHAPTERS.test(name));
  return Promise.all(names.map((name) => docsPage(root, name)));
}

async function pageNames(root: string): Promise<readonly string[]> {
  const files = await readdir(join(root, 'docs'), { recursive: true });
  return files
    .filter((file) => file.endsWith('.md'))
    .map((file) => file.replaceAll('\\', '/').replace(/\.md$/, ''))
    .toSorted();
}
