import { dirname, normalize } from 'node:path/posix';
import type { MarkedToken, Token } from 'marked';
import type { Inline } from './blocks.ts';

/** Text of a page with its links and marks; `path` is the page's, from docs/, which links are relative to. */
export const inlinesOf = (tokens: readonly Token[], path: string): readonly Inline[] =>
  // Without extensions a token is one of those that the library itself makes.
  tokens.flatMap((token) => inlineOf(token as MarkedToken, path));

function inlineOf(token: MarkedToken, path: string): readonly Inline[] {
  switch (token.type) {
    case 'strong':
    case 'em':
      return [{ kind: token.type, children: inlinesOf(token.tokens, path) }];
    case 'codespan':
      return [{ kind: 'code', text: token.text }];
    case 'link':
      return [linkOf(token.href, inlinesOf(token.tokens, path), path)];
    case 'html':
      return tagOf(token.raw);
    case 'br':
      return [{ kind: 'text', text: ' ' }];
    case 'text':
      return token.tokens ? inlinesOf(token.tokens, path) : [{ kind: 'text', text: token.text }];
    default:
      return [{ kind: 'text', text: 'text' in token ? token.text : token.raw }];
  }
}

function linkOf(href: string, children: readonly Inline[], path: string): Inline {
  if (/^[a-z]+:/.test(href)) return { kind: 'outside', href, children };
  const [file = '', at = ''] = href.split('#');
  const target = file === '' ? path : normalize(`${dirname(path)}/${file}`);
  const isPage = target.endsWith('.md') && !target.startsWith('..');
  // What is no page of docs/ is a file of the repository, which the console does not show.
  return isPage ? { kind: 'page', page: target.replace(/\.md$/, ''), at, children } : { kind: 'em', children };
}

/** Places alone; other tags say nothing in a page that is not made from HTML. */
function tagOf(raw: string): readonly Inline[] {
  const id = /^<a id="([^"]+)">/.exec(raw)?.[1];
  return id === undefined ? [] : [{ kind: 'place', id }];
}
