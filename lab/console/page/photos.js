import { byId, element, showList } from './dom.js';
import { bytes, words } from './format.js';
import { offered, smallestShown } from './variants.js';

const variantUrl = ({ key }) => `/_console/variant?of=${encodeURIComponent(key)}`;
/** Of a card, in the layout's own terms: browsers choose a variant by it. */
const SIZES = '(max-width: 500px) 45vw, 220px';

/** A card: its picture as a page would show it, what became of it, and what was saved. */
function photoCard({ key, status, reason, variants, metadata, executionArn }) {
  const name = element(executionArn ? 'a' : 'span', { className: 'name', textContent: key, title: key });
  if (executionArn) name.href = `#${encodeURIComponent(executionArn)}`;
  return element(
    'li',
    { className: status.toLowerCase() },
    variants.length > 0
      ? picture(variants, metadata)
      : element('div', { className: 'blank', textContent: reason ? 'no picture' : '' }),
    name,
    element('span', { className: 'status', textContent: [words(status), reason?.message].filter(Boolean).join(': ') }),
    variants.length > 0 && drawVariants(variants, metadata),
  );
}

function picture(variants, { dominantColour }) {
  const formats = offered(variants);
  const srcset = (several) => several.map((one) => `${variantUrl(one)} ${one.width}w`).join(', ');
  const sources = formats
    .slice(0, -1)
    .map(([format, several]) => element('source', { type: `image/${format}`, srcset: srcset(several), sizes: SIZES }));
  const [, last] = formats.at(-1);
  const { width, height } = last[0];
  const image = element('img', { alt: '', loading: 'lazy', width, height, sizes: SIZES, srcset: srcset(last) });
  image.style.backgroundColor = dominantColour ?? '';
  return element('picture', {}, ...sources, image);
}

function drawVariants(variants, metadata) {
  const widths = [...new Set(variants.map(({ width }) => width))];
  const formats = [...Map.groupBy(variants, ({ format }) => format)];
  const cell = (several, width) => {
    const one = several.find((variant) => variant.width === width);
    return element('td', {}, one && element('a', { href: variantUrl(one), textContent: bytes(one.bytes) }));
  };
  const rows = formats.map(([format, several]) =>
    element(
      'tr',
      {},
      element('th', { textContent: nameOf(format, several) }),
      ...widths.map((width) => cell(several, width)),
    ),
  );
  const head = element('tr', {}, element('th'), ...widths.map((width) => element('th', { textContent: width })));
  const summary = element('summary', { textContent: savedBy(variants, metadata) ?? `${variants.length} variants` });
  return element('details', {}, summary, element('table', {}, head, ...rows));
}

const nameOf = (format, [{ frames = 1 }]) => (frames > 1 ? `${format}, ${frames} frames` : format);

/** The source against what a browser loads of it at most. */
function savedBy(variants, { bytes: before }) {
  const after = smallestShown(variants);
  if (!(before > after)) return undefined;
  return `${bytes(before)} → ${bytes(after)}, ${Math.round(100 * (1 - after / before))}% saved`;
}

/** The newest photos, those under way first. */
export const showPhotos = (photos) => showList(byId('photos'), photos, ({ key }) => key, photoCard);
