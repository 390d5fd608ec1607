/** A text with `*` (any characters) and `?` (one character), compiled once. */
export type Pattern = (text: string) => boolean;

const kept = new Map<string, Pattern>();

/** Actions are compared without regard to case, everything else exactly. */
export function wildcard(pattern: string, { ignoreCase = false } = {}): Pattern {
  const name = `${ignoreCase}:${pattern}`;
  const known = kept.get(name);
  if (known) return known;
  const compiled = compile(pattern, ignoreCase);
  kept.set(name, compiled);
  return compiled;
}

function compile(pattern: string, ignoreCase: boolean): Pattern {
  if (pattern === '*') return () => true;
  if (!/[*?]/.test(pattern) && !ignoreCase) return (text) => text === pattern;
  const source = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll(/\*+/g, '.*')
    .replaceAll('?', '.');
  const expression = new RegExp(`^${source}$`, ignoreCase ? 'isu' : 'su');
  return (text) => expression.test(text);
}
