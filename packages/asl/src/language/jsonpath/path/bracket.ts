import { parseFilter } from './filter.ts';
import type { ParsePath } from './path.ts';
import type { Segment } from './segment.ts';
import { TextReader } from './text-reader.ts';

const INDEX = /^-?\d+$/;
const INDICES = /^-?\d+(?:\s*,\s*-?\d+)+$/;
/** One bound at least. */
const SLICE = /^(?:(-?\d+)\s*:\s*(-?\d+)?|:\s*(-?\d+))$/;
const FROM_END = /^\(\s*@\.(?:length|size)(?:\(\))?\s*(-\s*\d+)\s*\)$/;

/** Reads what stands in brackets: names, indexes, a slice, a filter, or `*`. Throws a SyntaxError. */
export function parseBracket(reader: TextReader, parsePath: ParsePath): Segment {
  const inside = reader.enclosed('[', ']').trim();
  if (inside === '*') return { kind: 'wildcard' };
  if (inside.startsWith('?')) return { kind: 'filter', test: parseFilter(inside.slice(1), parsePath) };
  if (inside.startsWith("'") || inside.startsWith('"')) return { kind: 'child', names: parseNames(inside) };
  if (INDEX.test(inside)) return { kind: 'index', index: Number(inside) };
  if (INDICES.test(inside)) return { kind: 'indices', indices: inside.split(',').map(Number) };
  const [, offset] = FROM_END.exec(inside) ?? [];
  if (offset !== undefined) return { kind: 'from end', offset: Number(offset.replaceAll(/\s/g, '')) };
  const slice = SLICE.exec(inside);
  if (slice === null) throw reader.error('an index, a name or a filter');
  const [, from, until, to = until] = slice;
  return {
    kind: 'slice',
    ...(from !== undefined && { from: Number(from) }),
    ...(to !== undefined && { to: Number(to) }),
  };
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
