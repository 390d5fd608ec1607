import type { ComponentChildren } from 'preact';
import { Scroll } from './scroll.tsx';

const LONG = 160;
const SHOWN = 100;

/** JSON to read: indented, and long strings folded. What is no JSON is shown as it is. */
export function Json({ text }: { readonly text: string }) {
  const value = parsed(text);
  return (
    <Scroll as="pre" class="json">
      {value === undefined ? fold(text, [text]) : nodesOf(value, '\n')}
    </Scroll>
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `indent` is a line's end and the next line's beginning. */
function nodesOf(value: unknown, indent: string): ComponentChildren[] {
  if (typeof value === 'string') return textNodes(value, indent);
  if (value === null || typeof value !== 'object') return [JSON.stringify(value)];
  const isList = Array.isArray(value);
  const [open, close] = isList ? ['[', ']'] : ['{', '}'];
  const deeper = `${indent}  `;
  const entries = Object.entries(value).flatMap(([key, child], index): ComponentChildren[] => [
    index === 0 ? deeper : `,${deeper}`,
    ...(isList ? [] : [<b key={key}>{JSON.stringify(key)}</b>, ': ']),
    ...nodesOf(child, deeper),
  ]);
  return entries.length === 0 ? [open + close] : [open, ...entries, indent, close];
}

/** JSON in a string is read as well: that is how executions and functions hand on what others answered. */
function textNodes(value: string, indent: string): ComponentChildren[] {
  const quoted = JSON.stringify(value);
  const inner = /^[{[]/.test(value) ? parsed(value) : undefined;
  return fold(quoted, inner === undefined ? [quoted] : nodesOf(inner, indent));
}

function fold(text: string, nodes: readonly ComponentChildren[]): ComponentChildren[] {
  if (text.length <= LONG) return [text];
  return [
    <details key={text.length}>
      <summary>
        {`${text.slice(0, SHOWN)}… `}
        <i>{text.length.toLocaleString()} characters</i>
      </summary>
      {nodes}
    </details>,
  ];
}
