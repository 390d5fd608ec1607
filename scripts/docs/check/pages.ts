import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

export interface Page {
  /** From the repository's root. */
  readonly path: string;
  readonly text: string;
}

/** Every page for readers. */
export function pagesOf(root: string): readonly Page[] {
  const below = (folder: string) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.md') && !name.includes('node_modules'))
      .map((name) => join(folder, name))
      .sort();
  const paths = [
    'README.md',
    'CONTRIBUTING.md',
    'events/README.md',
    'packages/asl/README.md',
    'packages/local/README.md',
  ];
  return [...paths, ...below('docs')].map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

const LINK = /\]\(([^)\s]+)\)|src="([^"]+)"/g;

/** Links of a page to files of the repository, from its root, with what follows `#`. */
function linksOf({ path, text }: Page): readonly { readonly target: string; readonly anchor: string }[] {
  return [...withoutCode(text).matchAll(LINK)]
    .map(([, link, source]) => link ?? source ?? '')
    .filter((link) => !/^[a-z]+:/.test(link))
    .map((link) => {
      const [file = '', anchor = ''] = link.split('#');
      return { target: file === '' ? path : normalize(join(dirname(path), file)), anchor };
    });
}

/** Links that lead nowhere: to files that are not there, or to places that their page does not have. */
export function deadLinks(root: string, pages: readonly Page[]): readonly string[] {
  const texts = new Map(pages.map(({ path, text }) => [path, text]));
  return pages.flatMap((page) =>
    linksOf(page)
      .filter(({ target, anchor }) => {
        if (!existsSync(join(root, target))) return true;
        const text = texts.get(target);
        return anchor !== '' && text !== undefined && !anchorsOf(text).has(anchor);
      })
      .map(({ target, anchor }) => `${page.path}: a dead link to ${target}${anchor === '' ? '' : `#${anchor}`}`),
  );
}

/** A decision is found by its number, in its folder. */
const DECISION = /^docs\/decisions\/\d/;

/** Pages of docs that no way leads to from the README. */
export function orphans(pages: readonly Page[]): readonly string[] {
  const byPath = new Map(pages.map((page) => [page.path, page]));
  const reached = new Set(['README.md']);
  for (const path of reached)
    for (const { target } of linksOf(byPath.get(path) ?? { path, text: '' }))
      if (byPath.has(target)) reached.add(target);
  return pages
    .filter(({ path }) => path.startsWith('docs/') && !reached.has(path) && !DECISION.test(path))
    .map(({ path }) => `${path}: no page leads to it from the README`);
}

/** What a link may name behind `#`: headings, as GitHub names them, and places that are marked. */
function anchorsOf(text: string): ReadonlySet<string> {
  const headings = [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
  return new Set([...headings, ...[...text.matchAll(/<a id="([^"]+)">/g)].map(([, id = '']) => id)]);
}

/** Without fenced blocks and inline code. */
export const withoutCode = (text: string): string => text.replace(/^```[\s\S]*?^```$/gm, '').replace(/`[^`\n]*`/g, '');
