import type { Block, Inline } from './blocks.ts';
import { blocksOf } from './markdown.ts';

/** A question of a chapter, with the answers that it offers. */
export interface QuizQuestion {
  /** Chapter and number, such as `3.1`. */
  readonly id: string;
  /** Name of the chapter's page, such as `walkthrough/03-standard-or-express`. */
  readonly page: string;
  /** Of the exam: 1 secure, 2 resilient, 3 high-performing, 4 cost-optimized. */
  readonly domain: number;
  readonly ask: readonly Block[];
  readonly options: readonly QuizOption[];
  /** Letter of the right one. */
  readonly right: string;
  readonly why: readonly Block[];
}

interface QuizOption {
  readonly letter: string;
  readonly text: readonly Inline[];
}

const SECTION = /^## Questions\n([\s\S]*?)(?=^## |$(?![\s\S]))/m;
const QUESTION =
  /^(\d+)\n\n<!-- domain: (\d) -->\n\n([\s\S]+?)\n\n(- A\. [\s\S]+?)\n\n<details><summary>Answer<\/summary>\n\n\*\*([A-F])\.\*\* ([\s\S]+?)\n?<\/details>\s*$/;

/** A chapter's text without its questions. */
export const withoutQuiz = (markdown: string): string => markdown.replace(SECTION, '');

/** The questions of a chapter. Throws for one that is not written as the others are. */
export function quizOf(markdown: string, path: string): readonly QuizQuestion[] {
  const chapter = Number(/\/(\d+)-/.exec(path)?.[1] ?? 0);
  const section = SECTION.exec(markdown)?.[1] ?? '';
  const parts = `\n${section}`.split('\n### ').slice(1);
  return parts.map((part) => questionOf(part, chapter, path));
}

function questionOf(part: string, chapter: number, path: string): QuizQuestion {
  const found = QUESTION.exec(part);
  if (!found) throw new Error(`${path}: question ${part.split('\n')[0]} has no domain, options or answer.`);
  const [, number = '', domain = '', ask = '', options = '', right = '', why = ''] = found;
  return {
    id: `${chapter}.${number}`,
    page: path.replace(/\.md$/, ''),
    domain: Number(domain),
    ask: blocksOf(ask, path),
    options: optionsOf(options, path),
    right,
    why: blocksOf(why, path),
  };
}

const optionsOf = (text: string, path: string): readonly QuizOption[] =>
  `\n${text}`
    .split('\n- ')
    .slice(1)
    .map((option) => {
      const [paragraph] = blocksOf(option.slice(3), path);
      return {
        letter: option.slice(0, 1),
        text: paragraph && 'children' in paragraph ? paragraph.children : [],
      };
    });
