/** A text with `*` (any characters) and `?` (one character), compiled once. */
export type Pattern = (text: string) => boolean;

/** Actions are compared without regard to case, everything else exactly. */
export function wildcard(pattern: string, { ignoreCase = false } = {}): Pattern {
  if (pattern === '*') return () => true;
  if (ignoreCase) {
    const matches = wildcard(pattern.toLowerCase());
    return (text) => matches(text.toLowerCase());
  }
  return glob([...pattern].map((character) => (character === '*' ? ANY : character === '?' ? ONE : character)));
}

/** Any characters, or none. */
export const ANY = Symbol('*');
/** One character. */
export const ONE = Symbol('?');

/** A character as it is, or what stands for others. */
export type Token = string | typeof ANY | typeof ONE;

/** Matches in a time that grows with pattern times text, whatever they hold: nothing backtracks further than the last `*`. */
export function glob(tokens: readonly Token[]): Pattern {
  if (tokens.every((token) => typeof token === 'string')) {
    const whole = tokens.join('');
    return (text) => text === whole;
  }
  return (text) => matches(tokens, [...text]);
}

function matches(tokens: readonly Token[], text: readonly string[]): boolean {
  let at = 0;
  let next = 0;
  let star = -1;
  let tried = 0;
  while (next < text.length) {
    const token = tokens[at];
    if (token === ANY) {
      star = at++;
      tried = next;
    } else if (token === ONE || token === text[next]) {
      at++;
      next++;
    } else if (star >= 0) {
      at = star + 1;
      next = ++tried;
    } else return false;
  }
  return tokens.slice(at).every((token) => token === ANY);
}
