/** What a page makes of a photo's variants: without a document, so that tests can ask it. */

const framesOf = ({ frames = 1 }) => frames;

/** The variants by format, in the order in which a browser is offered them: those that move before those that do not. */
export function offered(variants) {
  const formats = [...Map.groupBy(variants, ({ format }) => format)];
  const moves = ([, several]) => Math.max(...several.map(framesOf)) > 1;
  return [...formats.filter(moves), ...formats.filter((each) => !moves(each))];
}

/**
 * The bytes of the smallest of the widest variants: what a browser loads at most. Of an animation only those that move
 * count, as the others show less.
 */
export function smallestShown(variants) {
  const moving = variants.filter((one) => framesOf(one) > 1);
  const shown = moving.length > 0 ? moving : variants;
  const widest = Math.max(...shown.map(({ width }) => width));
  return Math.min(...shown.filter(({ width }) => width === widest).map((one) => one.bytes));
}
