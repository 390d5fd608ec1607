import { render } from 'preact';
import { Frame } from './frame.tsx';
import { openStream } from './live.ts';
import type { Page } from './page.ts';
import { rememberPlaces } from './scroll-place.ts';

/** Draws the console; the first page is the one that an empty address shows. Two pages of one name are a mistake. */
export function start(pages: readonly Page[]): void {
  const names = new Set(pages.map(({ name }) => name));
  if (names.size < pages.length) throw new Error('Two pages of the console have one name.');
  openStream();
  ignoreDrops();
  rememberPlaces();
  render(<Frame pages={pages} />, document.body);
}

/** A file that is dropped beside what takes it would replace the page. */
function ignoreDrops(): void {
  for (const name of ['dragover', 'drop'] as const)
    addEventListener(name, (event) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'none';
    });
}
