import { element } from './dom.js';

const LONG = 160;
const SHOWN = 100;

/** JSON to read: indented, and long strings folded. What is no JSON is shown as it is. */
export function readable(text) {
  const value = parsed(text);
  return element('pre', { tabIndex: 0 }, ...(value === undefined ? fold(text, [text]) : nodesOf(value, '\n')));
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `indent` is a line's end and the next line's beginning. */
function nodesOf(value, indent) {
  if (typeof value === 'string') return string(value, indent);
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

/** JSON in a string is read as well: that is how executions and functions hand on what others answered. */
function string(value, indent) {
  const quoted = JSON.stringify(value);
  const inner = /^[{[]/.test(value) ? parsed(value) : undefined;
  return fold(quoted, inner === undefined ? [quoted] : nodesOf(inner, indent));
}

function fold(text, nodes) {
  if (text.length <= LONG) return [text];
  const length = element('i', { textContent: `${text.length.toLocaleString()} characters` });
  return [element('details', {}, element('summary', {}, `${text.slice(0, SHOWN)}… `, length), ...nodes)];
}
