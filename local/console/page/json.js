import { element } from './dom.js';

const LONG = 160;
const SHOWN = 100;

/** JSON to read: indented, and long strings folded. What is no JSON is shown as it is. */
export function readable(text) {
  const block = element('pre', { tabIndex: 0 });
  try {
    block.append(...nodesOf(JSON.parse(text), '\n'));
  } catch {
    block.append(...string(text, text));
  }
  return block;
}

/** `indent` is a line's end and the next line's beginning. */
function nodesOf(value, indent) {
  if (typeof value === 'string') return string(value, JSON.stringify(value));
  if (value === null || typeof value !== 'object') return [JSON.stringify(value)];
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  const deeper = `${indent}  `;
  const entries = Object.entries(value).flatMap(([key, child], index) => [
    index === 0 ? deeper : `,${deeper}`,
    ...(Array.isArray(value) ? [] : [element('b', { textContent: JSON.stringify(key) }), ': ']),
    ...nodesOf(child, deeper),
  ]);
  return entries.length === 0 ? [open + close] : [open, ...entries, indent, close];
}

function string(value, quoted) {
  if (value.length <= LONG) return [quoted];
  const length = `${value.length.toLocaleString()} characters`;
  const summary = element(
    'summary',
    { textContent: `${quoted.slice(0, SHOWN)}… ` },
    element('i', { textContent: length }),
  );
  return [element('details', {}, summary, quoted)];
}
