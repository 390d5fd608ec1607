import { useEffect, useState } from 'preact/hooks';

/** Where one has got to in a list that is read page by page: the tokens of its pages so far. */
export interface Cursors {
  /** Token of the page that is shown; empty for the first. */
  readonly after: string;
  readonly page: number;
  forth(next: string): void;
  back(): void;
}

/** Leads through a list; another list begins at its first page. @param list what is listed, filters included */
export function useCursors(list: string): Cursors {
  const [tokens, set] = useState<readonly string[]>([]);
  useEffect(() => set([]), [list]);
  return {
    after: tokens.at(-1) ?? '',
    page: tokens.length,
    forth: (next) => set([...tokens, next]),
    back: () => set(tokens.slice(0, -1)),
  };
}

interface CursorPagerProps {
  /** What is listed, such as `executions`. */
  readonly of: string;
  readonly cursors: Cursors;
  /** Token of the next page; undefined at the end. */
  readonly next: string | undefined;
  readonly words?: readonly [back: string, forth: string];
}

/** Leads through a list of unknown length. */
export function CursorPager({ of, cursors, next, words: [back, forth] = ['Previous', 'Next'] }: CursorPagerProps) {
  if (cursors.page === 0 && next === undefined) return null;
  return (
    <fieldset class="pager" aria-label={`Pages of ${of}`}>
      <button type="button" disabled={cursors.page === 0} onClick={cursors.back}>
        {back}
      </button>
      <span>page {cursors.page + 1}</span>
      <button type="button" disabled={next === undefined} onClick={() => cursors.forth(next ?? '')}>
        {forth}
      </button>
    </fieldset>
  );
}
