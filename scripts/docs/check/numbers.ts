import { written } from '#study/facts/fact.ts';
import { factOf, isFactName } from '#study/facts/facts.ts';
import { type Page, withoutCode } from './pages.ts';

const UNITS =
  'bytes?|[KMGT]i?B|events?|milliseconds?|ms|seconds?|minutes?|hours?|days?|months?|years?|per cent|%|dollars?|USD|GB-(?:seconds?|hours?)';
const NUMBER = new RegExp(`\\$\\s?\\d[\\d,.]*|\\d[\\d,.]*\\s?(?:${UNITS})(?![\\w-])`, 'g');
const FACT = /\[([^\]]+)\]\((?:[\w./]*\/)?facts\.md#([\w.-]+)\)/g;

/** Made from the facts themselves. */
const GENERATED = /\/(?:facts|questions)\.md$/;

/** Numbers of a text that look like AWS's and name no fact. */
export const looseNumbers = (text: string): readonly string[] => text.match(NUMBER) ?? [];

/** What is wrong with the numbers of the walkthrough: not from the facts, or not as the facts have them. */
export function wrongNumbers(pages: readonly Page[]): readonly string[] {
  return pages
    .filter(({ path }) => path.startsWith('docs/walkthrough/') && !GENERATED.test(path))
    .flatMap(({ path, text }) => {
      const prose = withoutCode(text);
      const links = [...prose.matchAll(FACT)].flatMap(([, shown = '', name = '']) => wrongLink(shown, name));
      const loose = looseNumbers(prose.replace(FACT, '')).map((number) => `${number} names no fact`);
      return [...links, ...loose].map((problem) => `${path}: ${problem}`);
    });
}

function wrongLink(shown: string, name: string): readonly string[] {
  if (!isFactName(name)) return [`there is no fact ${name}`];
  const right = written(factOf(name));
  return shown === right ? [] : [`${shown} is ${right} by the fact ${name}`];
}
