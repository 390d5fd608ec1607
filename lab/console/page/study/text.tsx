import { hrefTo } from '@safelight/local/console/page/frame/address';
import { Scroll } from '@safelight/local/console/page/kit/scroll';
import type { Block, Inline } from '../../study/blocks.ts';
import { Command } from './command.tsx';

/** A page of docs/, drawn from data. */
export const Blocks = ({ blocks }: { readonly blocks: readonly Block[] }) => (
  <>
    {blocks.map((block, at) => (
      <One key={at} block={block} />
    ))}
  </>
);

function One({ block }: { readonly block: Block }) {
  switch (block.kind) {
    case 'heading':
      return <Heading block={block} />;
    case 'paragraph':
      return (
        <p>
          <Line parts={block.children} />
        </p>
      );
    case 'quote':
      return (
        <blockquote>
          <Line parts={block.children} />
        </blockquote>
      );
    case 'list':
      return <List block={block} />;
    case 'table':
      return <Table block={block} />;
    case 'code':
      return <Scroll as="pre">{block.text}</Scroll>;
    case 'command':
      return <Command command={block} />;
  }
}

type Of<Kind extends Block['kind']> = { readonly block: Extract<Block, { kind: Kind }> };

function Heading({ block: { level, id, children } }: Of<'heading'>) {
  const line = <Line parts={children} />;
  return level <= 2 ? (
    <h2 id={id} tabIndex={-1}>
      {line}
    </h2>
  ) : (
    <h3 id={id} tabIndex={-1}>
      {line}
    </h3>
  );
}

function List({ block: { isOrdered, items } }: Of<'list'>) {
  const lines = items.map((blocks, at) => <li key={at}>{onlyLine(blocks) ?? <Blocks blocks={blocks} />}</li>);
  return isOrdered ? <ol>{lines}</ol> : <ul>{lines}</ul>;
}

/** Most lines of a list are no paragraphs of their own. */
function onlyLine(blocks: readonly Block[]) {
  const [first, ...more] = blocks;
  return first?.kind === 'paragraph' && more.length === 0 ? <Line parts={first.children} /> : undefined;
}

function Table({ block: { head, rows } }: Of<'table'>) {
  return (
    <Scroll class="wide">
      <table class="list">
        <thead>
          <tr>
            {head.map((cell, at) => (
              <HeadCell key={at} parts={cell} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, row) => (
            <tr key={row}>
              {cells.map((cell, at) => (
                <td key={at}>
                  <Line parts={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

const HeadCell = ({ parts }: { readonly parts: readonly Inline[] }) =>
  parts.length === 0 ? (
    <td />
  ) : (
    <th>
      <Line parts={parts} />
    </th>
  );

export const Line = ({ parts }: { readonly parts: readonly Inline[] }) => (
  <>
    {parts.map((part, at) => (
      <Part key={at} part={part} />
    ))}
  </>
);

function Part({ part }: { readonly part: Inline }) {
  switch (part.kind) {
    case 'text':
      return <>{part.text}</>;
    case 'code':
      return <code>{part.text}</code>;
    case 'strong':
      return (
        <strong>
          <Line parts={part.children} />
        </strong>
      );
    case 'em':
      return (
        <em>
          <Line parts={part.children} />
        </em>
      );
    case 'outside':
      return (
        <a href={part.href} target="_blank" rel="noreferrer">
          <Line parts={part.children} />
        </a>
      );
    case 'page':
      return (
        <a href={hrefTo('study', [part.page], { at: part.at })}>
          <Line parts={part.children} />
        </a>
      );
    case 'place':
      return <span id={part.id} tabIndex={-1} />;
  }
}
