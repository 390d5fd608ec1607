/**
 * The syntax of JSONPaths, without their evaluation.
 * https://docs.aws.amazon.com/step-functions/latest/dg/amazon-states-language-paths.html
 */
export interface PathFacts {
  /** `$`: the input, `$$`: the Context object, otherwise the name of a variable. */
  readonly root: '$' | '$$' | { readonly variable: string };
  /** Whether it leads to one node: no wildcards, slices, filters or descents. */
  readonly single: boolean;
}

const ROOT = /^\$(?:\$|(?<variable>\p{ID_Start}\p{ID_Continue}*))?/u;
const DOTTED = /^\.{1,2}(?:\*|[^.[\]()'"*,?@$]+(?:\(\))?)/u;
const SINGLE_DOTTED = /^\.[^.[\]()'"*,?@$]+$/u;
const SINGLE_BRACKET = /^\s*(?:-?\d+|'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")\s*$/u;

/** Undefined where `text` is no JSONPath. */
export function readPath(text: string): PathFacts | undefined {
  const root = ROOT.exec(text);
  if (!root) return undefined;
  let rest = text.slice(root[0].length);
  let single = true;
  while (rest !== '') {
    const segment = nextSegment(rest);
    if (!segment) return undefined;
    single &&= segment.single;
    rest = rest.slice(segment.length);
  }
  const variable = root.groups?.variable;
  return { root: variable === undefined ? (root[0] === '$$' ? '$$' : '$') : { variable }, single };
}

function nextSegment(rest: string): { readonly length: number; readonly single: boolean } | undefined {
  const start = rest.startsWith('..[') ? 2 : 0;
  if (rest[start] === '[') {
    const end = closingBracket(rest, start);
    if (end === undefined) return undefined;
    const inside = rest.slice(start + 1, end);
    return inside.trim() === '' ? undefined : { length: end + 1, single: start === 0 && SINGLE_BRACKET.test(inside) };
  }
  const dotted = DOTTED.exec(rest)?.[0];
  return dotted === undefined ? undefined : { length: dotted.length, single: SINGLE_DOTTED.test(dotted) };
}

/** The bracket that closes the one at `start`, quoted text aside. */
function closingBracket(text: string, start: number): number | undefined {
  let depth = 0;
  let quote: string | undefined;
  for (let index = start; index < text.length; index += 1) {
    const char = text[index];
    if (quote !== undefined) {
      if (char === '\\') index += 1;
      else if (char === quote) quote = undefined;
    } else if (char === "'" || char === '"') quote = char;
    else if (char === '[' || char === '(') depth += 1;
    else if (char === ']' || char === ')') depth -= 1;
    if (depth === 0) return index;
  }
  return undefined;
}
