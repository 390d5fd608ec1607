/** Percent-encoding as signatures demand it: everything but letters, digits, `-`, `_`, `.` and `~`. */
export const encodeRfc3986 = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);

/** Decodes once; undefined when the text is not valid percent-encoded UTF-8. */
export function decodePercent(text: string): string | undefined {
  try {
    return text.includes('%') ? decodeURIComponent(text) : text;
  } catch {
    return undefined;
  }
}

export type QueryPair = readonly [name: string, value: string];

/** The query as sent, its pairs decoded once, in the order in which they came. */
export function queryPairs(rawQuery: string): readonly QueryPair[] {
  if (rawQuery === '') return [];
  return rawQuery.split('&').filter(Boolean).map(pair);
}

function pair(text: string): QueryPair {
  const at = text.indexOf('=');
  const [name, value] = at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
  return [decodeForm(name), decodeForm(value)];
}

const decodeForm = (text: string) => decodePercent(text.replaceAll('+', '%20')) ?? text;
