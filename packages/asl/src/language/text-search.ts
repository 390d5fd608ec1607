/** Up to here looking for a part costs a few comparisons a character, however text and part are made. */
const SHORT = 32;

/**
 * Place of a part in a text from a place on, -1 where there is none: `indexOf` in a time that grows with text and part alone.
 * JavaScript's own grows with text times part where both repeat themselves. https://doi.org/10.1137/0206024
 */
export function indexOfPart(text: string, part: string, from = 0): number {
  if (part.length <= SHORT) return text.indexOf(part, from);
  const borders = bordersOf(part);
  let matched = 0;
  for (let at = Math.max(0, from); at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    while (matched > 0 && part.charCodeAt(matched) !== code) matched = borders[matched - 1] ?? 0;
    if (part.charCodeAt(matched) === code) matched += 1;
    if (matched === part.length) return at + 1 - matched;
  }
  return -1;
}

/** Of the part that was looked for last: it is looked for in one text after the other. */
let latest: { readonly part: string; readonly borders: Int32Array } = { part: '', borders: new Int32Array(0) };

/** For each beginning of a part, how much of its own beginning it ends with. */
function bordersOf(part: string): Int32Array {
  if (latest.part !== part) latest = { part, borders: findBorders(part) };
  return latest.borders;
}

function findBorders(part: string): Int32Array {
  const borders = new Int32Array(part.length);
  let length = 0;
  for (let at = 1; at < part.length; at += 1) {
    const code = part.charCodeAt(at);
    while (length > 0 && part.charCodeAt(length) !== code) length = borders[length - 1] ?? 0;
    if (part.charCodeAt(length) === code) length += 1;
    borders[at] = length;
  }
  return borders;
}

/** Test of whether a part is in a text. */
export const hasPart = (text: string, part: string): boolean => indexOfPart(text, part) >= 0;

/** Parts of a text between separators, of which there is at least a character; at most so many parts. */
export function splitAtParts(text: string, separator: string, most = Number.POSITIVE_INFINITY): string[] {
  const parts: string[] = [];
  let start = 0;
  while (parts.length < most) {
    const at = indexOfPart(text, separator, start);
    parts.push(text.slice(start, at < 0 ? undefined : at));
    if (at < 0) break;
    start = at + separator.length;
  }
  return parts;
}

/**
 * Test of whether a text is made of pieces with anything between them, as a wildcard has it. Looks for each piece at its earliest
 * place, in a time that grows with the text alone; a regular expression may run for hours.
 */
export function isMadeOf(text: string, pieces: readonly string[]): boolean {
  const [first = '', ...rest] = pieces;
  const last = rest.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first)) return false;
  let from = first.length;
  for (const piece of rest) {
    const at = indexOfPart(text, piece, from);
    if (at < 0) return false;
    from = at + piece.length;
  }
  return text.length - last.length >= from && text.endsWith(last);
}
