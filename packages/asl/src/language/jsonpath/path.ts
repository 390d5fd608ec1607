import { assertNever } from '../../error.ts';
import { type FilterTest, parseFilter } from './filter.ts';
import { TextReader } from './text-reader.ts';

/** One step of a JSONPath. `descend` (`..`) applies it to a node and to everything below. */
export type Segment = Step & { readonly descend: boolean };

export type Step =
  | { readonly kind: 'child'; readonly names: readonly string[] }
  | { readonly kind: 'wildcard' }
  | { readonly kind: 'index'; readonly indices: readonly number[] }
  | { readonly kind: 'slice'; readonly from?: number; readonly to?: number }
  | { readonly kind: 'filter'; readonly test: FilterTest }
  | { readonly kind: 'function'; readonly name: string };

export interface Path {
  readonly text: string;
  /** What the path starts from: `$`, the Context object `$$`, or a variable. */
  readonly root:
    | { readonly kind: 'subject' }
    | { readonly kind: 'context' }
    | { readonly kind: 'variable'; name: string };
  readonly segments: readonly Segment[];
  /** A definite path leads to one value; any other yields a list. */
  readonly isDefinite: boolean;
}

const VARIABLE = /^\p{ID_Start}\p{ID_Continue}*/u;
const BARE_NAME = /^[^.[\]()'"*,?@]+/u;
const SLICE = /^(-?\d+)?\s*:\s*(-?\d+)?$/;
const INDICES = /^-?\d+(\s*,\s*-?\d+)*$/;

/**
 * Parses what AWS takes for a JSONPath: Jayway's dialect, `$$` and variables. Throws a SyntaxError.
 * https://github.com/json-path/JsonPath
 */
export function parsePath(text: string): Path {
  const reader = new TextReader(text.trim());
  if (!reader.take('$')) throw new SyntaxError(`Invalid path '${text}': it must start with '$'`);
  const root = parseRoot(reader);
  const segments: Segment[] = [];
  while (!reader.atEnd) segments.push(parseSegment(reader));
  return { text, root, segments, isDefinite: segments.every(isDefinite) };
}

function parseRoot(reader: TextReader): Path['root'] {
  if (reader.take('$')) return { kind: 'context' };
  const name = reader.match(VARIABLE);
  return name === undefined ? { kind: 'subject' } : { kind: 'variable', name };
}

function parseSegment(reader: TextReader): Segment {
  if (reader.take('..')) {
    return reader.peek('[') ? { ...parseBracket(reader), descend: true } : { ...parseName(reader), descend: true };
  }
  if (reader.take('.')) return { ...parseName(reader), descend: false };
  return { ...parseBracket(reader), descend: false };
}

function parseName(reader: TextReader): Step {
  if (reader.take('*')) return { kind: 'wildcard' };
  const name = reader.match(BARE_NAME);
  if (name === undefined) throw reader.error('a name');
  return reader.take('()') ? { kind: 'function', name } : { kind: 'child', names: [name.trim()] };
}

function parseBracket(reader: TextReader): Step {
  const inside = reader.enclosed('[', ']').trim();
  if (inside === '*') return { kind: 'wildcard' };
  if (inside.startsWith('?')) return { kind: 'filter', test: parseFilter(inside.slice(1)) };
  if (inside.startsWith("'") || inside.startsWith('"')) return { kind: 'child', names: parseNames(inside) };
  if (INDICES.test(inside)) return { kind: 'index', indices: inside.split(',').map(Number) };
  const slice = SLICE.exec(inside);
  if (slice === null) throw reader.error('an index, a name or a filter');
  const [, from, to] = slice;
  return { kind: 'slice', ...(from && { from: Number(from) }), ...(to && { to: Number(to) }) };
}

function parseNames(inside: string): readonly string[] {
  const reader = new TextReader(inside);
  const names: string[] = [];
  do {
    reader.skipSpace();
    names.push(reader.quoted());
    reader.skipSpace();
  } while (reader.take(','));
  if (!reader.atEnd) throw reader.error("','");
  return names;
}

function isDefinite(segment: Segment): boolean {
  if (segment.descend) return false;
  switch (segment.kind) {
    case 'child':
      return segment.names.length === 1;
    case 'index':
      return segment.indices.length === 1;
    case 'function':
      return true;
    case 'wildcard':
    case 'slice':
    case 'filter':
      return false;
    default:
      return assertNever(segment);
  }
}
