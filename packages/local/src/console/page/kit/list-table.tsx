import type { ComponentChildren } from 'preact';
import { Scroll } from './scroll.tsx';

interface ListTableProps {
  readonly id: string;
  readonly heads: readonly string[];
  readonly children: ComponentChildren;
}

/** A table of a list, which scrolls by itself where it is wider than the page. */
export const ListTable = ({ id, heads, children }: ListTableProps) => (
  <Scroll class="wide">
    <table class="list" id={id}>
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head}>{head}</th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  </Scroll>
);
