import type { Variant } from '../../../outcome.ts';

const framesOf = ({ frames = 1 }: Variant): number => frames;

/** The variants by format, in the order in which a browser is offered them: those that move before those that do not. */
export function offered(variants: readonly Variant[]): readonly (readonly [string, readonly Variant[]])[] {
  const formats = [...Map.groupBy(variants, ({ format }) => format)];
  const moves = ([, several]: readonly [string, readonly Variant[]]) => Math.max(...several.map(framesOf)) > 1;
  return [...formats.filter(moves), ...formats.filter((each) => !moves(each))];
}

/**
 * The bytes of the smallest of the widest variants: what a browser loads at most. Of an animation only those that move
 * count, as the others show less.
 */
export function smallestShown(variants: readonly Variant[]): number {
  return Math.min(...widestShown(variants).map(({ bytes }) => bytes));
}

/** The widest variants, one a format, of those that show all that there is to see. */
export function widestShown(variants: readonly Variant[]): readonly Variant[] {
  const moving = variants.filter((one) => framesOf(one) > 1);
  const shown = moving.length > 0 ? moving : variants;
  const widest = Math.max(...shown.map(({ width }) => width));
  return shown.filter(({ width }) => width === widest);
}

/** HTML that shows a photo on a page of one's own: each format at each width, the browser chooses. `base` is the bucket's address. */
export function pictureSnippet(variants: readonly Variant[], base: string, sizes = '100vw'): string {
  const formats = offered(variants);
  const url = ({ key }: Variant) => `${base}/${key.split('/').map(encodeURIComponent).join('/')}`;
  const srcset = (several: readonly Variant[]) => several.map((one) => `${url(one)} ${one.width}w`).join(', ');
  const sources = formats
    .slice(0, -1)
    .map(([format, several]) => `  <source type="image/${format}" srcset="${srcset(several)}" sizes="${sizes}">`);
  const last = formats.at(-1)?.[1] ?? [];
  const largest = last.at(-1);
  if (!largest) return '';
  const image = `  <img src="${url(largest)}" srcset="${srcset(last)}" sizes="${sizes}" width="${largest.width}" height="${largest.height}" alt="" loading="lazy">`;
  return ['<picture>', ...sources, image, '</picture>'].join('\n');
}
