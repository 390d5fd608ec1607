import { lexer, type MarkedToken, type Token, type Tokens } from 'marked';
import type { Block } from './blocks.ts';
import { commandsIn } from './commands.ts';
import { inlinesOf } from './inlines.ts';

/** A page of docs/ as blocks. @param path the page's, from docs/, such as `walkthrough/facts.md` */
export const blocksOf = (markdown: string, path: string): readonly Block[] => blocksIn(lexer(markdown), path);

const blocksIn = (tokens: readonly Token[], path: string): readonly Block[] =>
  // Without extensions a token is one of those that the library itself makes.
  tokens.flatMap((token) => blockOf(token as MarkedToken, path));

function blockOf(token: MarkedToken, path: string): readonly Block[] {
  switch (token.type) {
    case 'heading':
      return [headingOf(token, path)];
    case 'paragraph':
    case 'text':
      return [{ kind: 'paragraph', children: inlinesOf(token.tokens ?? [], path) }];
    case 'list':
      return [{ kind: 'list', isOrdered: token.ordered, items: token.items.map((one) => blocksIn(one.tokens, path)) }];
    case 'table':
      return [tableOf(token, path)];
    case 'code':
      return token.lang === 'console' ? commandsIn(token.text) : [{ kind: 'code', text: token.text }];
    case 'blockquote':
      return [{ kind: 'quote', children: inlinesOf(token.tokens, path) }];
    case 'space':
    case 'html':
    case 'hr':
    case 'def':
      return [];
    default:
      return [{ kind: 'paragraph', children: inlinesOf([token], path) }];
  }
}

/** A heading's id is what links behind `#` call it, as GitHub does. */
function headingOf({ depth: level, text, tokens }: Tokens.Heading, path: string): Block {
  const id = text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-');
  return { kind: 'heading', level, id, children: inlinesOf(tokens, path) };
}

function tableOf({ header, rows }: Tokens.Table, path: string): Block {
  const cells = (row: readonly Tokens.TableCell[]) => row.map(({ tokens }) => inlinesOf(tokens, path));
  return { kind: 'table', head: cells(header), rows: rows.map(cells) };
}
